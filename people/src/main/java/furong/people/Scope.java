package furong.people;

import furong.base.DivisionCode;
import java.util.List;

/**
 * The divisions that a person answers for, each with all that lies below it.
 *
 * <pre>{@code
 * Scope.of("510104").covers("510104017001")   // true: a community of Jinjiang
 * Scope.of("510104").covers("510105")         // false
 * }</pre>
 *
 * Codes nest (GB/T 2260 and GB/T 10114: a street's begins with its county's, a county's with the
 * first four digits of its city's), so no look-up is needed; a code that does not exist is simply
 * not told apart from one that does.
 *
 * @param divisions at least one; the first is the home that lists start from
 */
public record Scope(List<String> divisions) {

  public Scope {
    divisions = List.copyOf(divisions);
    if (divisions.isEmpty()) {
      throw new IllegalArgumentException("a scope covers at least one division");
    }
    for (String division : divisions) {
      if (division.length() < 6 || !division.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new IllegalArgumentException("not a division code: \"" + division + "\"");
      }
    }
  }

  public static Scope of(String... divisions) {
    return new Scope(List.of(divisions));
  }

  /** The division that this person's screen starts with. */
  public String home() {
    return divisions.getFirst();
  }

  /** True when {@code division} is one of the scope's or lies below one. */
  public boolean covers(String division) {
    return divisions.stream().anyMatch(root -> division.startsWith(DivisionCode.stem(root)));
  }
}
