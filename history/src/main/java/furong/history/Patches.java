package furong.history;

import furong.observe.Observation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Corrections laid over segments and tail. All in memory, some 200 bytes each: people correct by
 * hand, not by the million. Thread-safe.
 */
final class Patches {

  private final Map<Long, Map<Long, Patch>> byDatastream = new HashMap<>();

  synchronized void put(Patch patch) {
    byDatastream
        .computeIfAbsent(patch.datastream(), d -> new HashMap<>())
        .put(patch.observation(), patch);
  }

  synchronized void replaceAll(Collection<Patch> all) {
    byDatastream.clear();
    all.forEach(this::put);
  }

  synchronized @Nullable Patch find(long datastream, long observation) {
    @Nullable Map<Long, Patch> of = byDatastream.get(datastream);
    return of == null ? null : of.get(observation);
  }

  synchronized @Nullable Patch find(long observation) {
    for (Map<Long, Patch> of : byDatastream.values()) {
      @Nullable Patch patch = of.get(observation);
      if (patch != null) {
        return patch;
      }
    }
    return null;
  }

  synchronized void forget(Collection<Long> observations) {
    Set<Long> gone = Set.copyOf(observations);
    byDatastream.values().forEach(of -> of.keySet().removeAll(gone));
    byDatastream.values().removeIf(Map::isEmpty);
  }

  /** Patches of one datastream. */
  synchronized List<Patch> of(long datastream) {
    @Nullable Map<Long, Patch> of = byDatastream.get(datastream);
    return of == null ? List.of() : List.copyOf(of.values());
  }

  synchronized List<Patch> all() {
    return byDatastream.values().stream().flatMap(m -> m.values().stream()).toList();
  }

  /** Gives what stands in place of the patched observations within the range. */
  static void replacements(
      Collection<Patch> patches, long fromMs, long toMs, Consumer<Observation> sink) {
    for (Patch patch : patches) {
      @Nullable Observation now = patch.replacement();
      if (now != null && now.timeMs() >= fromMs && now.timeMs() < toMs) {
        sink.accept(now);
      }
    }
  }
}
