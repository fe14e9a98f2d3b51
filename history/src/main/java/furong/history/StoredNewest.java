package furong.history;

import furong.observe.Observation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first time and the newest observation of datastreams as far as they are in segments: from
 * {@link Extents}, and texts from PostgreSQL, where those that are asked for are remembered.
 * Thread-safe.
 */
final class StoredNewest {

  /** Texts, some 150 bytes each: 30 MB at most; beyond it all are forgotten and asked again. */
  private static final int MOST = 200_000;

  /** What is stored of a datastream; {@code last} is null when nothing is. */
  record Stored(long firstMs, @Nullable Observation last) {}

  private static final Stored NOTHING = new Stored(Long.MAX_VALUE, null);

  private final Extents extents;
  private final Catalogue catalogue;
  private final Map<Long, Stored> known = new HashMap<>();
  private long version;

  StoredNewest(Extents extents, Catalogue catalogue) {
    this.extents = extents;
    this.catalogue = catalogue;
  }

  Stored find(long datastream) {
    return find(List.of(datastream)).getOrDefault(datastream, NOTHING);
  }

  /** By datastream; all that were asked for. */
  Map<Long, Stored> find(Collection<Long> datastreams) {
    Map<Long, Stored> found = new HashMap<>();
    Set<Long> strangers = new TreeSet<>();
    long asked;
    synchronized (this) {
      asked = version;
      for (long datastream : datastreams) {
        Extents.Entry entry = extents.find(datastream);
        if (entry == null) {
          found.put(datastream, NOTHING);
        } else if (!entry.isText()) {
          found.put(datastream, new Stored(entry.firstMs(), entry.last()));
        } else if (known.get(datastream) instanceof Stored text) {
          found.put(datastream, new Stored(entry.firstMs(), text.last()));
        } else {
          strangers.add(datastream);
        }
      }
    }
    if (strangers.isEmpty()) {
      return found;
    }
    strangers.forEach(d -> found.put(d, NOTHING));
    found.putAll(catalogue.texts(strangers));
    remember(strangers, found, asked);
    return found;
  }

  private synchronized void remember(Set<Long> strangers, Map<Long, Stored> found, long asked) {
    if (asked != version) {
      return; // a segment came between question and answer
    }
    if (known.size() + strangers.size() > MOST) {
      known.clear();
    }
    strangers.forEach(d -> known.put(d, found.getOrDefault(d, NOTHING)));
  }

  /** A segment was committed. */
  synchronized void committed(List<Catalogue.Newest> newest) {
    version++;
    for (Catalogue.Newest n : newest) {
      known.computeIfPresent(
          n.datastream(),
          (d, old) -> {
            boolean newer =
                old.last() == null || SegmentReader.BY_TIME.compare(n.last(), old.last()) >= 0;
            return new Stored(Math.min(old.firstMs(), n.firstMs()), newer ? n.last() : old.last());
          });
    }
  }

  /** What is stored changed in another way. */
  synchronized void forget() {
    version++;
    known.clear();
  }
}
