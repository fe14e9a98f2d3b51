package furong.sense.ingest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Results of MultiDatastreams: arrays with a value for each of the datastream's types, in their
 * order (SensorThings 1.1, clause 12). A value that is missing is null.
 */
final class MultiResults {

  private MultiResults() {}

  /**
   * @param result JSON text; null when it is a bare number
   * @throws BadReading when it is no array of so many values
   */
  static void check(@Nullable String result, int components) {
    JsonNode array = result == null ? null : JsonReadings.mapper().readTree(result);
    if (array == null || !array.isArray() || array.size() != components) {
      throw new BadReading(
          "observation.result",
          "the result of this MultiDatastream is an array of " + components + " values");
    }
  }
}
