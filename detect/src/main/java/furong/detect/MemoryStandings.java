package furong.detect;

import furong.city.Divisions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link StandingStore} for tests and small trials; gone with the process. */
public final class MemoryStandings implements StandingStore {

  private final Map<List<String>, Standing> kept = new TreeMap<>(MemoryStandings::compare);

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public synchronized void put(Collection<Standing> standings) {
    standings.forEach(s -> kept.put(List.of(s.rule(), s.division(), String.valueOf(s.shard())), s));
  }

  @Override
  public synchronized List<Standing> list(String pack, List<String> within) {
    Map<List<String>, Standing> sums = new TreeMap<>(MemoryStandings::compare);
    for (Standing s : kept.values()) {
      boolean asked =
          within.isEmpty() || within.stream().anyMatch(w -> Divisions.isWithin(s.division(), w));
      if (s.rule().startsWith(pack + ".") && asked) {
        sums.merge(List.of(s.rule(), s.division()), of(s), MemoryStandings::sum);
      }
    }
    return sums.values().stream()
        .filter(s -> s.ok() + s.pending() + s.firing() + s.cannotJudge() > 0)
        .toList();
  }

  private static Standing of(Standing s) {
    return new Standing(
        0, s.rule(), s.division(), s.ok(), s.pending(), s.firing(), s.cannotJudge(), s.atMs());
  }

  private static Standing sum(Standing a, Standing b) {
    return new Standing(
        0,
        a.rule(),
        a.division(),
        a.ok() + b.ok(),
        a.pending() + b.pending(),
        a.firing() + b.firing(),
        a.cannotJudge() + b.cannotJudge(),
        Math.max(a.atMs(), b.atMs()));
  }
}
