package furong.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  public static final CategoryBook NATIONAL = new CategoryBook("GB/T 30428.2", List.of(), Map.of());

  private final String version;
  private final Map<String, Category> categories = new LinkedHashMap<>();
  private final List<Condition> inForce;
  private final Map<String, Condition> conditions = new LinkedHashMap<>();

  private CategoryBook(
      String version, List<Category> local, Map<String, List<Condition>> byVersion) {
    this.version = version;
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
    CategoryBook book = new CategoryBook(version, local, byVersion);
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

  /** A condition of any version. */
  public Optional<Condition> condition(String id) {
    return Optional.ofNullable(conditions.get(id));
  }
}
