package furong.store.cases;

import furong.cases.Case;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Open cases as they were read or written last, so that an act on one need not read it again. What
 * it remembers may be behind the record; whoever builds on it has the version checked by the
 * database with the write.
 *
 * <p>It forgets a case that has ended: nobody acts on it, and what is personal in it will be
 * erased. Cost: some 2 kB a case.
 */
final class RecentCases {

  /** More than are worked on in the minutes between a look at a case and the act; some 8 MB. */
  private static final int MOST = 4_096;

  private final Map<Long, Case> seen =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Case> eldest) {
          return size() > MOST;
        }
      };

  /** Somebody has read or committed this; an older version that comes late changes nothing. */
  synchronized void saw(Case c) {
    @Nullable Case known = seen.get(c.id());
    if (known != null && known.version() > c.version()) {
      return;
    }
    if (c.state().ended()) {
      seen.remove(c.id());
    } else {
      seen.put(c.id(), c);
    }
  }

  /** The case in exactly that version. */
  synchronized Optional<Case> find(long id, long version) {
    return Optional.ofNullable(seen.get(id)).filter(c -> c.version() == version);
  }
}
