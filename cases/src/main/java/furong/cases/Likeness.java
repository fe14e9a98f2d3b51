package furong.cases;

import furong.geo.LngLat;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How alike two reports are, by place, kind and words; for the hint that a matter may be known
 * already. Pure, and cheap: the store gives at most {@link #MAX_CANDIDATES} open cases nearby.
 *
 * <p>It is a hint for a person who decides, never a decision: the weights are this project's
 * choice.
 */
public final class Likeness {

  /** Two photos of one hole in the road are taken closer than this, with a telephone's fix. */
  public static final double METRES = 300;

  /** Of a crowded square; more than a person reads is of no use. */
  public static final int MAX_CANDIDATES = 50;

  /** What was reported longer ago is hardly the same matter still. */
  public static final Duration RECENT = Duration.ofDays(30);

  /** What fits on a telephone under the text. */
  public static final int MAX_HINTS = 3;

  /** Below it two reports have little more in common than the street. */
  static final double ENOUGH = 0.5;

  private static final double BY_PLACE = 0.4;
  private static final double BY_KIND = 0.35;
  private static final double BY_WORDS = 0.25;

  /** Mean radius of the Earth. */
  private static final double EARTH_M = 6_371_008.8;

  /** An open case that is like what somebody is typing. */
  public record Hint(Case known, double metres, double score) {}

  private Likeness() {}

  /** The most alike first. */
  public static List<Hint> hints(
      LngLat place, String category, String words, List<Case> candidates) {
    return candidates.stream()
        .filter(c -> c.matter().seenAt() != null)
        .limit(MAX_CANDIDATES)
        .map(c -> hint(place, category, words, c))
        .filter(h -> h.score() >= ENOUGH && h.metres() <= METRES)
        .sorted(Comparator.comparingDouble(Hint::score).reversed())
        .limit(MAX_HINTS)
        .toList();
  }

  private static Hint hint(LngLat place, String category, String words, Case c) {
    LngLat at = c.matter().location() == null ? place : c.matter().location();
    double metres = metres(place, at);
    double near = Math.max(0, 1 - metres / METRES);
    double kind = c.matter().category().equals(category) ? 1 : 0;
    double text =
        words.isBlank() ? 0 : overlap(words, c.matter().title().zh() + c.matter().description());
    return new Hint(c, metres, BY_PLACE * near + BY_KIND * kind + BY_WORDS * text);
  }

  /** Metres between two places of one city: a plane with the scale of their latitude. */
  public static double metres(LngLat a, LngLat b) {
    double north = Math.toRadians(b.lat() - a.lat());
    double east =
        Math.toRadians(b.lng() - a.lng()) * Math.cos(Math.toRadians((a.lat() + b.lat()) / 2));
    return EARTH_M * Math.hypot(north, east);
  }

  /** The share of the pairs of signs of {@code words} that the other text has too. */
  static double overlap(String words, String other) {
    Set<String> mine = pairs(words);
    if (mine.isEmpty()) {
      return 0;
    }
    Set<String> both = new HashSet<>(mine);
    both.retainAll(pairs(other));
    return (double) both.size() / mine.size();
  }

  private static Set<String> pairs(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Punct}，。、！？；：]", "");
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= plain.length(); i++) {
      pairs.add(plain.substring(i, i + 2));
    }
    return pairs;
  }
}
