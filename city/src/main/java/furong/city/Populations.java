package furong.city;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many people live in a division, as far as a source says: {@code cities/<id>/population.csv}.
 *
 * <pre>{@code
 * Populations people = Populations.load(Path.of("cities/chengdu"));
 * people.of("510106")        // 1,200,776 in 2010
 * people.of("510106024")     // empty: no source gives streets
 * }</pre>
 *
 * A division without a line has no population: it is never estimated from its area.
 */
public final class Populations {

  /**
   * @param year that the count is of
   */
  public record Population(long people, int year, String source) {
    public Population {
      if (people <= 0) {
        throw new IllegalArgumentException("nobody lives there: " + people);
      }
    }
  }

  private final Map<String, Population> byCode;

  private Populations(Map<String, Population> byCode) {
    this.byCode = Map.copyOf(byCode);
  }

  /** For a city that names none. */
  public static Populations none() {
    return new Populations(Map.of());
  }

  public static Populations of(Map<String, Population> byCode) {
    return new Populations(byCode);
  }

  /**
   * Those of a city's folder; none when it has no such file.
   *
   * @throws IllegalArgumentException naming the line at fault
   */
  public static Populations load(Path city) {
    Path file = city.resolve("population.csv");
    return Files.exists(file) ? of(Csv.read(file)) : none();
  }

  private static Populations of(List<Csv.Row> rows) {
    Map<String, Population> byCode = new HashMap<>();
    for (Csv.Row row : rows) {
      try {
        byCode.put(
            row.get("code"),
            new Population(
                Long.parseLong(row.get("people")),
                Integer.parseInt(row.get("year")),
                row.get("source")));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(row.place() + ": " + e.getMessage(), e);
      }
    }
    return new Populations(byCode);
  }

  public Optional<Population> of(String division) {
    return Optional.ofNullable(byCode.get(division));
  }
}
