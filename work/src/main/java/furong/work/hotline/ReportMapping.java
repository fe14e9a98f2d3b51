package furong.work.hotline;

import furong.base.Text;
import furong.pack.Faults;
import furong.pack.Yaml;
import furong.pack.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a table become reports: a file of {@code cities/<city>/reports/}.
 *
 * @param id stable; part of the number that a report is known by at the server
 * @param header columns that tell such a table
 * @param simulated true when the matters did not happen in this city
 * @param number column of the report's own number; empty: the row of the file is its number
 * @param words columns that become the words, in this order
 * @param kind what a category is told by
 * @param appeal what the person wants is told by
 * @param division codes or names, from the county down; the last one found counts
 * @param lng column of degrees east, WGS84; empty when only divisions are known
 */
public record ReportMapping(
    String id,
    Set<String> header,
    ZoneId zone,
    String time,
    List<DateTimeFormatter> patterns,
    boolean hotline,
    boolean simulated,
    String number,
    List<String> words,
    Choice kind,
    Choice appeal,
    List<String> division,
    Map<String, String> divisions,
    String lng,
    String lat,
    String address,
    String name,
    String phone) {

  /**
   * A column whose cells stand for codes.
   *
   * @param otherwise for cells that are not listed; empty: such a row is refused
   */
  public record Choice(String column, Map<String, String> values, String otherwise) {
    public Choice {
      values = Map.copyOf(values);
    }

    String of(String cell) {
      return values.getOrDefault(cell, otherwise);
    }
  }

  public ReportMapping {
    header = Set.copyOf(header);
    patterns = List.copyOf(patterns);
    words = List.copyOf(words);
    division = List.copyOf(division);
    divisions = Map.copyOf(divisions);
  }

  /** Whether a table with these columns is one of its kind. */
  public boolean fits(List<String> columns) {
    return new HashSet<>(columns).containsAll(header);
  }

  /** The time of a row; null when the cell is none. */
  @Nullable Instant time(String cell) {
    for (DateTimeFormatter pattern : patterns) {
      try {
        return LocalDateTime.parse(cell, pattern).atZone(zone).toInstant();
      } catch (DateTimeParseException e) {
        // the next pattern may fit
      }
    }
    return null;
  }

  /**
   * The mappings of a folder, or the one of a file.
   *
   * @throws IllegalArgumentException when one is faulty, saying how
   */
  public static List<ReportMapping> readAll(Path source) throws IOException {
    Faults faults = new Faults();
    List<ReportMapping> all = new ArrayList<>();
    List<Path> files = List.of(source);
    if (Files.isDirectory(source)) {
      try (Stream<Path> inside = Files.list(source)) {
        files = inside.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
      }
    }
    for (Path file : files) {
      Faults own = new Faults();
      YamlNode root = Yaml.read(file, String.valueOf(file.getFileName()), own);
      if (own.isEmpty()) {
        all.add(read(root));
      }
      faults.addAll(own.notices());
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(faults.notices().toString());
    }
    return all;
  }

  static ReportMapping read(YamlNode root) {
    YamlNode time = root.get("time");
    ReportMapping mapping =
        new ReportMapping(
            root.text("id"),
            Set.copyOf(root.texts("header")),
            zone(root.get("zone")),
            time.text("column"),
            time.texts("patterns").stream()
                .map(p -> DateTimeFormatter.ofPattern(p, Locale.ENGLISH))
                .toList(),
            root.flag("hotline", false),
            root.flag("simulated", false),
            root.text("number", ""),
            root.texts("words"),
            choice(root.get("kind")),
            choice(root.get("appeal")),
            root.texts("division"),
            texts(root, "divisions"),
            root.text("lng", ""),
            root.text("lat", ""),
            root.text("address", ""),
            root.text("name", ""),
            root.text("phone", ""));
    root.text("title", "");
    root.text("source", "");
    time.refuseOthers();
    root.refuseOthers();
    return mapping;
  }

  private static Choice choice(YamlNode node) {
    Choice choice =
        new Choice(node.text("column", ""), texts(node, "values"), node.text("otherwise", ""));
    node.refuseOthers();
    return choice;
  }

  private static Map<String, String> texts(YamlNode node, String key) {
    return node.map(key).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> e.getValue().asText(), (a, b) -> b, LinkedHashMap::new));
  }

  private static ZoneId zone(YamlNode node) {
    try {
      return ZoneId.of(node.asText());
    } catch (DateTimeException e) {
      node.fault(
          "mapping.zone",
          Text.of("“" + node.asText() + "”不是时区", "'" + node.asText() + "' is no time zone"));
      return ZoneOffset.UTC;
    }
  }
}
