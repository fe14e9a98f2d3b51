package furong.city;

import furong.base.CsvLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The small CSV files of a city profile: UTF-8, a header line, commas, fields in double quotes
 * where they hold a comma or a quote; lines that begin with {@code #} are remarks. No line breaks
 * in fields.
 */
public final class Csv {

  /** One line with its place for messages. */
  public record Row(String place, Map<String, String> fields) {

    /**
     * @throws IllegalArgumentException when the column is missing
     */
    public String get(String column) {
      String value = fields.get(column);
      if (value == null) {
        throw new IllegalArgumentException(place + ": no column \"" + column + "\"");
      }
      return value;
    }

    /** As {@link #get}, and empty where the table has no such column. */
    public String find(String column) {
      return fields.getOrDefault(column, "");
    }
  }

  private Csv() {}

  /** All rows; a fault names file and line. */
  public static List<Row> read(Path file) {
    try {
      return rows(file.getFileName().toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * The rows of a text that came from elsewhere.
   *
   * @param name stands in the places of its rows
   */
  public static List<Row> rows(String name, List<String> lines) {
    List<Row> rows = new ArrayList<>();
    List<String> header = List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String place = name + ":" + (i + 1);
      List<String> fields = split(line, place);
      if (header.isEmpty()) {
        header = fields;
        continue;
      }
      if (fields.size() != header.size()) {
        throw new IllegalArgumentException(
            place + ": " + fields.size() + " fields where the header has " + header.size());
      }
      Map<String, String> byName = new HashMap<>();
      for (int f = 0; f < fields.size(); f++) {
        byName.put(header.get(f), fields.get(f));
      }
      rows.add(new Row(place, byName));
    }
    return rows;
  }

  /**
   * The fields of one line.
   *
   * @throws IllegalArgumentException when a quote is not closed
   */
  public static List<String> split(String line, String place) {
    if (CsvLine.isOpen(line)) {
      throw new IllegalArgumentException(place + ": a quote is not closed");
    }
    return CsvLine.split(line);
  }

  /** A field as it stands in a file. */
  static String quote(String field) {
    return field.indexOf(',') < 0 && field.indexOf('"') < 0
        ? field
        : '"' + field.replace("\"", "\"\"") + '"';
  }
}
