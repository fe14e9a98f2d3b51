package furong.sense.register;

import furong.city.Csv;
import furong.city.Divisions;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.pack.Units;
import furong.store.sta.NewStream;
import furong.store.sta.Registrations.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines of a registration as datastreams. {@code device} and {@code property} must be there, the
 * others may be empty; columns in any order, unknown ones are passed over.
 *
 * <pre>{@code
 * device,name,kind,lng,lat,division,datastream,property,unit,sensor,simulated
 * AQ-0001,Tianfu Square,air-station,104.0657,30.6574,,PM2.5,air.pm25,ug/m3,model A,
 * }</pre>
 *
 * A property is the id of one that a pack knows or the URI of another; the unit of a pack's own is
 * its own when none is given, and one that does not become it is refused: nothing would be judged.
 * A line of JSON is one object with the same names. No line breaks within fields.
 */
final class RowReader {

  /** A line that cannot be taken. */
  static final class BadRow extends RuntimeException {
    private final String code;

    BadRow(String code, String message) {
      super(message, null, false, false);
      this.code = code;
    }

    String code() {
      return code;
    }

    String message() {
      return String.valueOf(getMessage());
    }
  }

  /** What people write of one thing; also keeps the lines of the outbox small. */
  private static final int LONGEST = 300;

  private static final List<String> NEEDED = List.of("device", "property");

  private final JsonMapper json = JsonMapper.shared();
  private final Form form;
  private final List<String> header;
  private final PackBook packs;
  private final Divisions divisions;

  /**
   * @param first the first line of the file
   * @throws BadRow when it is no header of a CSV file
   */
  RowReader(Form form, String first, PackBook packs, Divisions divisions) {
    this.form = form;
    this.packs = packs;
    this.divisions = divisions;
    this.header = form == Form.CSV ? header(first) : List.of();
  }

  private static List<String> header(String first) {
    // spreadsheets put a byte order mark before the first name
    List<String> names =
        split(first.replace("\uFEFF", "")).stream().map(name -> name.strip()).toList();
    if (!names.containsAll(NEEDED)) {
      throw new BadRow("registration.header", "the first line names device and property");
    }
    return names;
  }

  private static List<String> split(String line) {
    try {
      return Csv.split(line, "line");
    } catch (IllegalArgumentException e) {
      throw new BadRow("row.quote", "a quote is not closed");
    }
  }

  /**
   * @throws BadRow when it is none
   */
  NewStream read(String line) {
    Map<String, String> fields = form == Form.CSV ? ofCsv(line) : ofJson(line);
    String device = text(fields, "device", "");
    String named = text(fields, "property", "");
    if (device.isEmpty() || named.isEmpty()) {
      throw new BadRow("row.needed", "device and property are needed");
    }
    Optional<Property> property = packs.findProperty(named).or(() -> packs.findByDefinition(named));
    if (property.isEmpty() && named.indexOf(':') < 0) {
      throw new BadRow("property.unknown", "no pack knows " + named + ", and it is no URI");
    }
    String unit = text(fields, "unit", property.map(Property::unit).orElse("1"));
    if (property.isPresent() && Units.convert(unit, property.get().unit()).isEmpty()) {
      throw new BadRow(
          "unit.other", unit + " does not become " + property.get().unit() + " of " + named);
    }
    @Nullable Double lng = degrees(fields, "lng", 180);
    @Nullable Double lat = degrees(fields, "lat", 90);
    if ((lng == null) != (lat == null)) {
      throw new BadRow("row.place", "a place has lng and lat, or neither");
    }
    String division = text(fields, "division", "");
    if (!division.isEmpty() && divisions.find(division).isEmpty()) {
      throw new BadRow("division.unknown", "there is no division " + division);
    }
    String kind = text(fields, "kind", "");
    return new NewStream(
        device,
        text(fields, "name", device),
        kind,
        Boolean.parseBoolean(text(fields, "simulated", "false")),
        division,
        lng,
        lat,
        text(fields, "datastream", named),
        property.map(Property::definition).orElse(named),
        property.map(p -> p.title().zh()).orElse(named),
        unit,
        text(fields, "sensor", kind.isEmpty() ? "unspecified" : kind));
  }

  private Map<String, String> ofCsv(String line) {
    List<String> cells = split(line);
    if (cells.size() != header.size()) {
      throw new BadRow("row.width", cells.size() + " fields, the header has " + header.size());
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      fields.put(header.get(i), cells.get(i));
    }
    return fields;
  }

  private Map<String, String> ofJson(String line) {
    try {
      JsonNode node = json.readTree(line);
      if (!node.isObject()) {
        throw new BadRow("row.json", "a line is one JSON object");
      }
      Map<String, String> fields = new HashMap<>();
      node.properties()
          .forEach(e -> {
            if (!e.getValue().isNull()) {
              fields.put(e.getKey(), e.getValue().asString(e.getValue().toString()));
            }
          });
      return fields;
    } catch (JacksonException e) {
      throw new BadRow("row.json", "a line is one JSON object");
    }
  }

  private static String text(Map<String, String> fields, String name, String otherwise) {
    String value = fields.getOrDefault(name, "").strip();
    if (value.length() > LONGEST) {
      throw new BadRow("row.long", name + " has more than " + LONGEST + " characters");
    }
    return value.isEmpty() ? otherwise : value;
  }

  private static @Nullable Double degrees(Map<String, String> fields, String name, int most) {
    String value = text(fields, name, "");
    if (value.isEmpty()) {
      return null;
    }
    try {
      double degrees = Double.parseDouble(value);
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new BadRow("row.place", name + " is in degrees, WGS84");
  }
}
