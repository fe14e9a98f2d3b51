package furong.steer.reported;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Units as a Chinese paper prints them: {@code {home}} is 套, {@code km2} is km². What is counted
 * and has no word here is left without one.
 */
final class UnitWords {

  private static final Pattern COUNTED = Pattern.compile("\\{([a-z]+)}");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("home", "套"),
          Map.entry("facility", "处"),
          Map.entry("seat", "个"),
          Map.entry("lot", "个"),
          Map.entry("charger", "个"),
          Map.entry("estate", "个"),
          Map.entry("road", "条"),
          Map.entry("cover", "个"),
          Map.entry("block", "处"),
          Map.entry("site", "处"),
          Map.entry("event", "件"),
          Map.entry("object", "处"),
          Map.entry("person", "人"),
          Map.entry("station", "座"),
          Map.entry("work", "项"),
          Map.entry("building", "栋"),
          Map.entry("spot", "处"));

  private UnitWords() {}

  static String of(String unit) {
    if (unit.equals("1")) {
      return "";
    }
    return COUNTED
        .matcher(unit)
        .replaceAll(found -> Matcher.quoteReplacement(WORDS.getOrDefault(found.group(1), "")))
        .replace("m2", "m²");
  }
}
