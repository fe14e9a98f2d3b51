package furong.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of matters that one city works with, and the conditions of each, by version.
 *
 * <pre>{@code
 * book.conditions("part-0101")                    // those of the version in force
 * book.condition("2025-sample/cover-missing")     // also one of a version that is over
 * }</pre>
 */
public final class CategoryBook {

  /** The national list, without conditions: its limits are the choice of each city. */
  public static final CategoryBook NATIONAL =
      new CategoryBook("GB/T 30428.2", List.of(), Map.of(), Map.of());

  private final String version;
  private final Map<String, Category> categories = new LinkedHashMap<>();
  private final List<Condition> inForce;
  private final Map<String, Condition> conditions = new LinkedHashMap<>();
  private final Map<String, Integer> onTheSpot;

  private CategoryBook(
      String version,
      List<Category> local,
      Map<String, List<Condition>> byVersion,
      Map<String, Integer> onTheSpot) {
    this.version = version;
    this.onTheSpot = Map.copyOf(onTheSpot);
    Categories.list().forEach(c -> categories.put(c.code(), c));
    local.forEach(c -> categories.put(c.code(), c));
    byVersion.values().forEach(all -> all.forEach(c -> conditions.put(c.id(), c)));
    this.inForce = byVersion.getOrDefault(version, List.of());
  }

  /**
   * A city's book.
   *
   * @param version in force
   * @param local kinds that this city adds to the national list, or calls otherwise
   * @param byVersion conditions of every version that cases may have been registered for
   * @throws IllegalArgumentException when a condition is for a kind that does not exist
   */
  public static CategoryBook of(
      String version, List<Category> local, Map<String, List<Condition>> byVersion) {
    return of(version, local, byVersion, Map.of());
  }

  /**
   * One of a city that lets its grid staff mend some kinds of matters where they find them.
   *
   * @param onTheSpot by code of the kind: of a hundred such cases, how many are checked
   */
  public static CategoryBook of(
      String version,
      List<Category> local,
      Map<String, List<Condition>> byVersion,
      Map<String, Integer> onTheSpot) {
    CategoryBook book = new CategoryBook(version, local, byVersion, onTheSpot);
    book.onTheSpot.forEach((code, checked) -> {
      if (!book.categories.containsKey(code)) {
        throw new IllegalArgumentException("mended on the spot: " + code + " is no category");
      }
      if (checked < 0 || checked > 100) {
        throw new IllegalArgumentException(
            "of a hundred cases of " + code + " 0 to 100 are checked, not " + checked);
      }
    });
    for (Condition condition : book.conditions.values()) {
      for (String code : condition.categories()) {
        if (!book.categories.containsKey(code)) {
          throw new IllegalArgumentException(
              condition.id() + " is for " + code + ", which is no category");
        }
      }
    }
    return book;
  }

  public String version() {
    return version;
  }

  /** In the order of the standard, then those of the city. */
  public List<Category> list() {
    return List.copyOf(categories.values());
  }

  public Optional<Category> find(String code) {
    return Optional.ofNullable(categories.get(code));
  }

  /** The conditions in force for a kind of matter, in the order of the list. */
  public List<Condition> conditions(String category) {
    List<Condition> found = new ArrayList<>();
    for (Condition condition : inForce) {
      if (condition.categories().contains(category)) {
        found.add(condition);
      }
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * Of a hundred cases of that kind which staff mend where they find them (即采即办), how many an
   * inspector checks; empty for a kind that is to be dispatched.
   */
  public OptionalInt onTheSpot(String category) {
    @Nullable Integer checked = onTheSpot.get(category);
    return checked == null ? OptionalInt.empty() : OptionalInt.of(checked);
  }

  /** A condition of any version. */
  public Optional<Condition> condition(String id) {
    return Optional.ofNullable(conditions.get(id));
  }
}
