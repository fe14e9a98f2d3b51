package furong.app.replay;

import furong.base.Notice;
import furong.paper.CsvRows;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes things of the rows of a CSV file. A row is known by {@code properties.source} = file name
 * and its {@code id} (or its name), so importing a file again makes only what is new. Coordinates
 * are WGS84 degrees. A row with a fault is a notice; the others go in.
 */
public final class ThingImport {

  /** What came of it. */
  public record Outcome(int made, int known, int refused) {}

  private static final Set<String> OWN = Set.of("name", "lng", "lat", "description");

  private final JsonMapper json = JsonMapper.builder().build();
  private final Door door;
  private final PrintStream err;

  public ThingImport(Door door, PrintStream err) {
    this.door = door;
    this.err = err;
  }

  /**
   * @throws IOException when the file cannot be read, has no header or the server stays away
   */
  public Outcome run(Path file) throws IOException {
    int made = 0;
    int known = 0;
    int refused = 0;
    try (CsvRows rows = CsvRows.open(file)) {
      @Nullable List<String> header = rows.next();
      if (header == null || !header.containsAll(List.of("name", "lng", "lat", "kind"))) {
        throw new Door.DoorException(
            400, file + ": the header must name name, lng, lat and kind, in any order");
      }
      @Nullable List<String> cells;
      while ((cells = rows.next()) != null) {
        if (cells.size() == 1 && cells.getFirst().isBlank()) {
          continue;
        }
        Row row = new Row(header, cells, file.getFileName().toString());
        @Nullable Notice fault = row.fault(rows.row());
        if (fault != null) {
          err.println(fault);
          refused++;
        } else if (isKnown(row)) {
          known++;
        } else {
          door.create("Things", thing(row));
          made++;
        }
      }
    }
    return new Outcome(made, known, refused);
  }

  private record Row(List<String> header, List<String> cells, String file) {

    String text(String column) {
      int i = header.indexOf(column);
      return i < 0 ? "" : cells.get(i).strip();
    }

    double number(String column) {
      return Double.parseDouble(text(column));
    }

    String source() {
      String id = text("id");
      return file + "/" + (id.isEmpty() ? text("name") : id);
    }

    @Nullable Notice fault(int number) {
      String place = file + ":" + number;
      if (cells.size() != header.size()) {
        return Notice.of(
            "row.width", place, "has " + cells.size() + " cells, the header " + header.size());
      }
      if (text("name").isEmpty()) {
        return Notice.of("thing.name", place, "a thing needs a name");
      }
      try {
        if (Math.abs(number("lng")) > 180 || Math.abs(number("lat")) > 90) {
          return Notice.of("thing.place", place, "lng and lat are degrees, WGS84");
        }
      } catch (NumberFormatException e) {
        return Notice.of("thing.place", place, "lng and lat are numbers");
      }
      return null;
    }
  }

  private boolean isKnown(Row row) throws IOException {
    String quoted = row.source().replace("'", "''");
    return !door.filter("Things", "properties/source eq '" + quoted + "'", "").isEmpty();
  }

  private ObjectNode thing(Row row) {
    ObjectNode thing = json.createObjectNode();
    thing.put("name", row.text("name"));
    String description = row.text("description");
    thing.put("description", description.isEmpty() ? row.text("name") : description);
    ObjectNode properties = thing.putObject("properties");
    properties.put("source", row.source());
    for (String column : row.header()) {
      String key = column.strip();
      if (!OWN.contains(key.toLowerCase(Locale.ROOT)) && !row.text(column).isEmpty()) {
        if (key.equals("simulated")) {
          properties.put(key, Boolean.parseBoolean(row.text(column)));
        } else {
          properties.put(key, row.text(column));
        }
      }
    }
    ObjectNode location = thing.putArray("Locations").addObject();
    location.put("name", row.text("name"));
    location.put("description", row.text("name"));
    location.put("encodingType", "application/geo+json");
    ObjectNode point = location.putObject("location");
    point.put("type", "Point");
    point.putArray("coordinates").add(row.number("lng")).add(row.number("lat"));
    return thing;
  }
}
