package furong.pack;

/**
 * Knows nothing: by it, the constants of an expression are told from the rest. Who knows something
 * else than readings begins here.
 */
public class NoReadings implements Readings {

  @Override
  public double last(int property) {
    return Double.NaN;
  }

  @Override
  public double window(Take take, int property, long windowMs, long agoMs) {
    return Double.NaN;
  }

  @Override
  public double rate(int property, long windowMs) {
    return Double.NaN;
  }

  @Override
  public double quantile(int property, long windowMs, double q) {
    return Double.NaN;
  }

  @Override
  public double share(int property, long windowMs, double limit) {
    return Double.NaN;
  }

  @Override
  public double cusum(int property, long windowMs, double reference) {
    return Double.NaN;
  }

  @Override
  public double farrington(int property, int years, int around, double z) {
    return Double.NaN;
  }

  @Override
  public double usual(int property, int weeks) {
    return Double.NaN;
  }

  @Override
  public double index(int index) {
    return Double.NaN;
  }

  @Override
  public double spell(Spell spell, Spell.Of of, double last) {
    return Double.NaN;
  }

  @Override
  public double timeOfDay() {
    return Double.NaN;
  }

  @Override
  public double month() {
    return Double.NaN;
  }

  @Override
  public double workingDay() {
    return Double.NaN;
  }
}
