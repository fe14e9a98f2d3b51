package furong.sense.ingest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Lines of JSON: the usual ones without an object, the others by the JSON reader. */
final class JsonLines implements BulkReader.Lines {

  private final LineParser lines = new LineParser();
  private final Reading reading = new Reading();

  @Override
  public void take(byte[] buf, int from, int to, Batch batch) {
    try {
      if (lines.parse(buf, from, to)) {
        batch.add(lines.datastream, lines.timed ? lines.timeMs : batch.nowMs(), lines.value);
      } else if (!blank(buf, from, to)) {
        unusual(buf, from, to, batch);
      }
    } catch (JacksonException e) {
      throw new BadReading("line.not-json", "this line is not one JSON object");
    }
  }

  private void unusual(byte[] buf, int from, int to, Batch batch) {
    reading.clear();
    try (JsonParser parser = JsonReadings.parser(buf, from, to - from)) {
      parser.nextToken();
      if (!JsonReadings.object(parser, reading)) {
        throw new BadReading(
            "observation.nested", "this door makes no entities; link to one by its @iot.id");
      }
      if (parser.nextToken() != null) {
        throw new BadReading("line.not-json", "this line is not one JSON object");
      }
    }
    batch.add(reading);
  }

  private static boolean blank(byte[] buf, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buf[i] != ' ' && buf[i] != '\t' && buf[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
