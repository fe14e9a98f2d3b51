package furong.pack;

import java.util.regex.Pattern;

/** How ids of packs and of their parts look. */
final class Ids {

  /** Lower case, digits and hyphens: good in a URN, a URL and a file name alike. */
  static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private Ids() {}

  /**
   * {@code pm25} in pack {@code air} is {@code air.pm25}; {@code air.pm25} is itself everywhere.
   */
  static String qualify(String pack, String name) {
    return name.indexOf('.') < 0 ? pack + "." + name : name;
  }
}
