package furong.cases;

import furong.base.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds of matters, from {@code categories.csv}: those of GB/T 30428.2 that a complete city
 * standard was seen to use (GB/T 30428.2). Numbers missing there are not free: they are national
 * classes that no source at hand names.
 */
public final class Categories {

  private static final Map<String, Category> BY_CODE = read();

  private Categories() {}

  /** In the order of the standard: components first, then events. */
  public static List<Category> list() {
    return List.copyOf(BY_CODE.values());
  }

  public static Optional<Category> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  private static Map<String, Category> read() {
    Map<String, Category> all = new LinkedHashMap<>();
    try (InputStream in = Categories.class.getResourceAsStream("categories.csv")) {
      if (in == null) {
        throw new IllegalStateException("categories.csv is missing from the program");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Text group = Text.of("其他", "Other");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank() || line.startsWith("#") || line.startsWith("code,")) {
          continue;
        }
        List<String> cells = List.of(line.split(",", -1));
        Text title = Text.of(cells.get(1), cells.get(2));
        boolean isGroup =
            cells.getFirst().substring(cells.getFirst().indexOf('-') + 1).length() == 2;
        group = isGroup ? title : group;
        all.put(cells.getFirst(), new Category(cells.getFirst(), title, group));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(all);
  }
}
