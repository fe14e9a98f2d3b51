package furong.observe;

import org.jspecify.annotations.Nullable;

/** Takes observations one after the other without an object for each. */
@FunctionalInterface
public interface ObservationSink {

  /** See {@link Observation} for the meaning of the values. */
  void take(long id, long datastream, long timeMs, double value, @Nullable String extra, int flags);
}
