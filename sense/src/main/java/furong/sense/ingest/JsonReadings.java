package furong.sense.ingest;

import furong.observe.sta.StaTime;
import java.time.DateTimeException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads observations from JSON by streaming: no tree is made of the usual ones.
 *
 * <pre>{@code
 * try (JsonParser parser = JsonReadings.parser(bytes)) {
 *   parser.nextToken();
 *   JsonReadings.object(parser, reading);
 * }
 * }</pre>
 */
public final class JsonReadings {

  /** More than any number or nesting a sensor has to say; keeps a hostile body cheap. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder().maxNestingDepth(64).maxStringLength(1 << 20).build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build()).build();

  private JsonReadings() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  public static JsonParser parser(byte[] json, int from, int length) {
    return MAPPER.createParser(json, from, length);
  }

  /**
   * Reads the object that the parser stands at.
   *
   * @return false when it nests a new entity (a feature of interest or a datastream to be made):
   *     then it must be read as a tree
   * @throws BadReading when a value is not of its kind; the parser then stands inside the object
   */
  public static boolean object(JsonParser parser, Reading reading) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new BadReading("observation.shape", "an observation is a JSON object");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (!member(parser, name, reading)) {
        if (Writer.current().bound()) {
          throw new BadReading(
              "observation.nested", "the key of a device makes no entities; link by @iot.id");
        }
        return false;
      }
    }
    return true;
  }

  /** One named value of an observation, at which the parser stands. */
  static boolean member(JsonParser parser, String name, Reading reading) {
    switch (name) {
      case "phenomenonTime", "t" -> time(parser, name, reading);
      case "result", "v" -> result(parser, reading);
      case "resultTime" -> resultTime(parser, reading);
      case "datastream",
          "d",
          "Datastream",
          "Datastream/id",
          "MultiDatastream",
          "MultiDatastream/id" -> {
        long id = id(parser);
        reading.datastream = id;
        return id != 0;
      }
      case "FeatureOfInterest", "FeatureOfInterest/id" -> {
        long id = id(parser);
        reading.feature = id;
        return id != 0;
      }
      case "resultQuality" -> reading.quality = json(parser);
      case "parameters" -> reading.parameters = json(parser);
      case "validTime" -> {
        String json = json(parser);
        if (json != null) {
          validTime(json, reading);
        }
      }
      // @iot.id, links and whatever else a client sends along
      default -> parser.skipChildren();
    }
    return true;
  }

  private static void time(JsonParser parser, String name, Reading reading) {
    switch (parser.currentToken()) {
      case VALUE_NULL -> {
        // as if it were not given
      }
      case VALUE_NUMBER_INT -> reading.phenomenonTime(parser.getLongValue());
      case VALUE_STRING -> reading.phenomenonTime(parse(name, parser.getString()));
      default -> throw badTime(name);
    }
  }

  private static void resultTime(JsonParser parser, Reading reading) {
    switch (parser.currentToken()) {
      case VALUE_NULL -> {
        // the standard's value for not given
      }
      case VALUE_NUMBER_INT -> reading.resultTime(parser.getLongValue());
      case VALUE_STRING -> reading.resultTime(parse("resultTime", parser.getString()).startMs());
      default -> throw badTime("resultTime");
    }
  }

  private static void validTime(String json, Reading reading) {
    if (!json.startsWith("\"")) {
      throw badTime("validTime");
    }
    reading.validTime =
        "\"" + parse("validTime", json.substring(1, json.length() - 1)).text() + "\"";
  }

  static StaTime parse(String name, String text) {
    try {
      return StaTime.parse(text);
    } catch (DateTimeException e) {
      throw badTime(name);
    }
  }

  private static BadReading badTime(String name) {
    return new BadReading(
        "observation.time",
        name + " is no ISO 8601 time with its zone, such as 2026-03-01T08:00:00Z");
  }

  private static void result(JsonParser parser, Reading reading) {
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
          throw new BadReading("observation.result", "the result is larger than a number may be");
        }
        reading.number(value);
      }
      default -> reading.other(parser.readValueAs(JsonNode.class).toString());
    }
  }

  private static String json(JsonParser parser) {
    JsonNode node = parser.readValueAs(JsonNode.class);
    return node.toString();
  }

  /** A number, or {@code {"@iot.id": number}}; 0 when the object is more than a link. */
  private static long id(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return positive(parser.getLongValue());
    }
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return idOf(parser.getString());
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw badLink();
    }
    long id = 0;
    boolean more = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean isId = parser.currentName().equals("@iot.id");
      JsonToken value = parser.nextToken();
      if (isId && value == JsonToken.VALUE_NUMBER_INT) {
        id = positive(parser.getLongValue());
      } else if (isId && value == JsonToken.VALUE_STRING) {
        id = idOf(parser.getString());
      } else {
        more = true;
        parser.skipChildren();
      }
    }
    return more && id == 0 ? 0 : positive(id);
  }

  private static long idOf(String text) {
    try {
      return positive(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw badLink();
    }
  }

  private static long positive(long id) {
    if (id <= 0) {
      throw badLink();
    }
    return id;
  }

  private static BadReading badLink() {
    return new BadReading("observation.link", "a link is {\"@iot.id\": number}");
  }
}
