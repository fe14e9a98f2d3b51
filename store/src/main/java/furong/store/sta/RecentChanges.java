package furong.store.sta;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which things changed with which version of the catalogue, the last of them: who keeps something
 * that is derived from a whole city need not work it out anew for one of its things. Thread-safe.
 */
final class RecentChanges {

  /** 50 bytes each: 5 MB. A registration of many things is worked out whole afterwards. */
  private static final int REMEMBERED = 100_000;

  private record Change(long version, long thing) {}

  private final ArrayDeque<Change> changes = new ArrayDeque<>();

  /** Everything after it is remembered. */
  private long since;

  /** Everything may have changed with this version. */
  synchronized void all(long version) {
    changes.clear();
    since = version;
  }

  synchronized void add(long version, Collection<Long> things) {
    if (things.size() > REMEMBERED) {
      all(version);
      return;
    }
    things.forEach(thing -> changes.addLast(new Change(version, thing)));
    while (changes.size() > REMEMBERED) {
      since = changes.removeFirst().version();
    }
  }

  /** Empty when it is too long ago. */
  synchronized Optional<Set<Long>> since(long version) {
    if (version < since) {
      return Optional.empty();
    }
    Set<Long> things = new HashSet<>();
    var newestFirst = changes.descendingIterator();
    while (newestFirst.hasNext()) {
      Change change = newestFirst.next();
      if (change.version() <= version) {
        break;
      }
      things.add(change.thing());
    }
    return Optional.of(things);
  }
}
