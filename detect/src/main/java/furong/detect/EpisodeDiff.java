package furong.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another version of the rules makes of the same readings.
 *
 * @param same how many episodes both tell alike
 * @param gained only the new rules tell it
 * @param lost only the old rules tell it
 * @param moved both tell it, but it opens, ends or reaches another level
 */
public record EpisodeDiff(int same, List<Episode> gained, List<Episode> lost, List<Moved> moved) {

  /** One episode as the old and as the new rules tell it. */
  public record Moved(Episode before, Episode after) {}

  public EpisodeDiff {
    gained = List.copyOf(gained);
    lost = List.copyOf(lost);
    moved = List.copyOf(moved);
  }

  /** Whose alert it is: a thing's, or that of a division, which has no thing. */
  private record Key(String rule, long thing, String division) {
    static Key of(Episode e) {
      return new Key(e.rule(), e.thing(), e.thing() == 0 ? e.division() : "");
    }
  }

  /**
   * Pairs each old episode with the first new one of the same rule and thing, or division, that
   * overlaps it; a new episode is paired once.
   */
  public static EpisodeDiff of(List<Episode> before, List<Episode> after) {
    Map<Key, List<Episode>> left = new LinkedHashMap<>();
    after.forEach(e -> left.computeIfAbsent(Key.of(e), k -> new ArrayList<>()).add(e));
    int same = 0;
    List<Episode> lost = new ArrayList<>();
    List<Moved> moved = new ArrayList<>();
    for (Episode old : before) {
      List<Episode> candidates = left.getOrDefault(Key.of(old), List.of());
      Episode found = candidates.stream().filter(old::overlaps).findFirst().orElse(null);
      if (found == null) {
        lost.add(old);
        continue;
      }
      candidates.remove(found);
      if (old.alike(found)) {
        same++;
      } else {
        moved.add(new Moved(old, found));
      }
    }
    List<Episode> gained = left.values().stream().flatMap(List::stream).toList();
    return new EpisodeDiff(same, gained, lost, moved);
  }
}
