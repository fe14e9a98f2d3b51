package furong.notify.cap;

import furong.base.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The colour that a warning names itself, in a parameter or in its headline. A warning that names
 * none has none: the severity of CAP is not turned into a colour, since that would be our signal.
 */
final class TheirColour {

  private static final Map<String, Level> COLOURS =
      Map.of(
          "red", Level.I,
          "红", Level.I,
          "orange", Level.II,
          "橙", Level.II,
          "yellow", Level.III,
          "黄", Level.III,
          "blue", Level.IV,
          "蓝", Level.IV);

  /** Parts of the names that parameters with a colour have. */
  private static final List<String> NAMES = List.of("color", "colour", "颜色", "severitycode");

  private TheirColour() {}

  static Optional<Level> of(CapInfo info) {
    return info.parameters().stream()
        .filter(p -> NAMES.stream().anyMatch(p.name().toLowerCase(Locale.ROOT)::contains))
        .flatMap(p -> word(p.value()).stream())
        .findFirst()
        .or(() ->
            COLOURS.entrySet().stream()
                .filter(c -> info.text("headline").contains(c.getKey() + "色"))
                .map(Map.Entry::getValue)
                .findFirst());
  }

  private static Optional<Level> word(String value) {
    String word = value.strip().toLowerCase(Locale.ROOT).replace("色", "");
    return Optional.ofNullable(COLOURS.get(word));
  }
}
