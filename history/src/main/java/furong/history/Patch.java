package furong.history;

import furong.observe.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What became of one observation after the fact.
 *
 * @param originalMs phenomenon time that it has in its segment
 * @param replacement the observation as it is now; null when it was deleted
 */
record Patch(
    long observation, long datastream, long originalMs, @Nullable Observation replacement) {}
