package furong.sense.ingest;

import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Observations as rows of a data array: the names stand once, the values in their order. */
public final class Rows {

  private Rows() {}

  /** One named value, at which the parser stands. */
  public static void member(JsonParser parser, String name, Reading reading) {
    if (!JsonReadings.member(parser, name, reading)) {
      throw new BadReading(
          "observation.nested", "a row makes no entities; link to one by its @iot.id");
    }
  }

  /**
   * Reads the row that the parser stands at.
   *
   * @throws BadReading when a value is not of its kind or the row has not as many as there are
   *     names; the parser may then stand inside the row: see {@link #leave}
   */
  public static void row(
      JsonParser parser, List<String> components, Reading reading, long datastream) {
    reading.clear();
    reading.datastream(datastream);
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      throw new BadReading("observation.shape", "a row is an array");
    }
    for (String name : components) {
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        throw new BadReading("observation.shape", "a row has a value for each component");
      }
      member(parser, name, reading);
    }
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw new BadReading("observation.shape", "a row has more values than components");
    }
  }

  /** Goes on until the parser is back in the array of rows, whose nesting is {@code depth}. */
  public static void leave(JsonParser parser, int depth) {
    while (parser.streamReadContext().getNestingDepth() > depth) {
      parser.nextToken();
    }
  }
}
