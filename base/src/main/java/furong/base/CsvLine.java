package furong.base;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of CSV (RFC 4180): fields between commas, in double quotes where they hold a comma, a
 * quote (doubled) or a line break.
 *
 * <pre>{@code
 * CsvLine.split("a,\"b,\"\"c\"\"\"")   // ["a", "b,\"c\""]
 * }</pre>
 *
 * A quote that is not closed reaches to the end; {@link #isOpen} tells.
 */
public final class CsvLine {

  private CsvLine() {}

  /** Whether a quoted field has not ended with the line. */
  public static boolean isOpen(String line) {
    return line.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  public static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    if (line.indexOf('"') < 0) {
      int from = 0;
      for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
        fields.add(line.substring(from, comma));
        from = comma + 1;
      }
      fields.add(line.substring(from));
      return fields;
    }
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
