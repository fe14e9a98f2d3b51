package furong.app.replay;

/**
 * One reading of a file.
 *
 * @param timeMs Unix ms
 * @param stream what it belongs to
 * @param value in the unit of the stream
 */
public record Sample(long timeMs, Stream stream, double value) {

  /** One property at one station; becomes a datastream. */
  public record Stream(String mapping, String station, String property, String unit) {}
}
