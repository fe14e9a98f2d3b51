package furong.pack;

/** Knows nothing: by it, the constants of an expression are told from the rest. */
final class NoReadings implements Readings {

  @Override
  public double last(int property) {
    return Double.NaN;
  }

  @Override
  public double mean(int property, long windowMs) {
    return Double.NaN;
  }

  @Override
  public double min(int property, long windowMs) {
    return Double.NaN;
  }

  @Override
  public double max(int property, long windowMs) {
    return Double.NaN;
  }

  @Override
  public double count(int property, long windowMs) {
    return Double.NaN;
  }

  @Override
  public double rate(int property, long windowMs) {
    return Double.NaN;
  }

  @Override
  public double share(int property, long windowMs, double limit) {
    return Double.NaN;
  }

  @Override
  public double index(int index) {
    return Double.NaN;
  }
}
