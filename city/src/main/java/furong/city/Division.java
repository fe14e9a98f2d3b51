package furong.city;

import furong.base.DivisionCode;
import furong.base.DivisionLevel;
import furong.base.Text;
import furong.geo.Bounds;
import furong.geo.LngLat;

/**
 * One node of the five levels of administration.
 *
 * @param code city {@code 510100}, county 6 digits, street 9, community 12, grid 15; each begins
 *     with its parent's (a county with the first four of its city's)
 * @param name for people, in both languages
 * @param parent code of the division above; empty for the city
 * @param synthetic true when the area (and for grids the code too) is made by computation because
 *     no public source gives it; shown on every screen
 * @param centre a point inside the area
 * @param bounds of the area
 */
public record Division(
    String code,
    DivisionLevel level,
    Text name,
    String parent,
    boolean synthetic,
    LngLat centre,
    Bounds bounds) {

  public Division {
    if (code.length() != digits(level) || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "a " + level + " has a code of " + digits(level) + " digits, not \"" + code + "\"");
    }
    if (parent.isEmpty() != (level == DivisionLevel.CITY)) {
      throw new IllegalArgumentException("only the city has no parent: " + code);
    }
    if (!parent.isEmpty() && !code.startsWith(DivisionCode.stem(parent))) {
      throw new IllegalArgumentException(code + " does not begin with its parent's code " + parent);
    }
  }

  /** How long a code of that level is. */
  public static int digits(DivisionLevel level) {
    return switch (level) {
      case CITY, COUNTY -> 6;
      case STREET -> 9;
      case COMMUNITY -> 12;
      case GRID -> 15;
    };
  }
}
