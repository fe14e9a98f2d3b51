package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.EntityType;
import furong.sense.ingest.BadReading;
import furong.sense.ingest.Batch;
import furong.sense.ingest.JsonReadings;
import furong.sense.ingest.ObservationDoor;
import furong.sense.ingest.Reading;
import furong.sense.ingest.Rows;
import furong.serve.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * {@code CreateObservations}: rows of observations grouped by datastream, read by streaming
 * (SensorThings 1.1, clause 13.1). The answer has a line for each row: a link, or {@code error}.
 */
final class CreateObservations {

  /** Why a row was refused. @param row 0-based over the whole request */
  record RowNotice(int row, String code, String reason) {}

  /**
   * @param ids of each row; 0 where it was refused
   */
  record Outcome(List<Long> ids, List<RowNotice> notices) {}

  private final Batch batch;
  private final Consumer<Reading> check;
  private final Reading reading = new Reading();
  private final List<Long> ids = new ArrayList<>();
  private final List<RowNotice> notices = new ArrayList<>();

  private CreateObservations(Batch batch, Consumer<Reading> check) {
    this.batch = batch;
    this.check = check;
  }

  /**
   * Returns when the good rows are durable.
   *
   * @param check throws {@link BadReading} for a reading that is not to be taken
   * @throws Problems.ProblemException when it is no JSON
   */
  static Outcome take(byte[] body, ObservationDoor door, String batchKey, Consumer<Reading> check) {
    CreateObservations work = new CreateObservations(door.open(1024), check);
    try (JsonParser parser = JsonReadings.parser(body, 0, body.length)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw shape("an array of {Datastream, components, dataArray} is wanted");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        work.group(parser);
      }
    } catch (JacksonException e) {
      throw shape(
          "line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ": "
              + e.getOriginalMessage());
    }
    door.send(batchKey, work.batch);
    return new Outcome(work.ids, work.notices);
  }

  private void group(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw shape("an object with Datastream, components and dataArray is wanted");
    }
    long datastream = 0;
    List<String> components = List.of();
    JsonNode early = null;
    boolean rows = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "Datastream", "MultiDatastream" -> datastream = datastream(parser);
        case "components" -> components = components(parser);
        case "dataArray" -> {
          if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw shape("dataArray is an array of rows");
          }
          if (datastream == 0 || components.isEmpty()) {
            // the rows came before what they mean: kept until the object ends
            early = parser.readValueAs(JsonNode.class);
          } else {
            rows(parser, datastream, components);
          }
          rows = true;
        }
        default -> parser.skipChildren();
      }
    }
    if (early != null) {
      byte[] bytes = JsonReadings.mapper().writeValueAsBytes(early);
      try (JsonParser again = JsonReadings.parser(bytes, 0, bytes.length)) {
        again.nextToken();
        rows(again, datastream, components);
      }
    }
    if (!rows) {
      throw shape("a group needs its dataArray");
    }
  }

  private long datastream(JsonParser parser) {
    reading.datastream(0);
    try {
      Rows.member(parser, "Datastream", reading);
    } catch (BadReading e) {
      throw shape("Datastream is {\"@iot.id\": number}");
    }
    return reading.datastream();
  }

  private static List<String> components(JsonParser parser) {
    List<String> names = new ArrayList<>();
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        names.add(parser.getString());
      }
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw shape("components is an array of names");
    }
    return names;
  }

  private void rows(JsonParser parser, long datastream, List<String> components) {
    int depth = parser.streamReadContext().getNestingDepth();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        Rows.row(parser, components, reading, datastream);
        check.accept(reading);
        ids.add(batch.add(reading));
      } catch (BadReading e) {
        notices.add(new RowNotice(ids.size(), e.code(), e.reason()));
        ids.add(0L);
        Rows.leave(parser, depth);
      }
    }
  }

  /** The answer of the standard: links, and {@code error} for what was refused. */
  static byte[] answer(Outcome outcome, EntityJson json) {
    return EntityJson.write((JsonGenerator out) -> {
      out.writeStartArray();
      for (long id : outcome.ids()) {
        out.writeString(id == 0 ? "error" : json.link(EntityType.OBSERVATION, id));
      }
      out.writeEndArray();
    });
  }

  private static RuntimeException shape(String message) {
    return Problems.refuse(Refusal.INVALID, "body.shape", message);
  }
}
