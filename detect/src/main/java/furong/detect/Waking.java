package furong.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which things a tick has to look at: those that something happened to, and those at which time
 * alone changes something, which is seldom before hours without a reading. A tick over a million
 * things that were just heard then looks at none of them.
 *
 * <p>Belongs to a run: after a start every thing is looked at once.
 */
final class Waking {

  /** A tick each ten seconds, so that what wakes between two of them is together. */
  private static final long SPAN_MS = 10_000L;

  /** Of a thing that waits for nothing. */
  static final long NEVER = Long.MAX_VALUE;

  /** Of a thing that the next tick looks at. */
  private static final long SOON = Long.MIN_VALUE;

  private List<ThingState> soon = new ArrayList<>();

  /** By the start of a span; a thing that was put elsewhere later is passed over. */
  private final TreeMap<Long, List<ThingState>> later = new TreeMap<>();

  /** The next tick looks at it. */
  void soon(ThingState thing) {
    if (thing.wakesAt != SOON) {
      thing.wakesAt = SOON;
      soon.add(thing);
    }
  }

  /** A tick at {@code timeMs} or later looks at it, or an earlier one. */
  void at(ThingState thing, long timeMs) {
    if (timeMs == NEVER) {
      return;
    }
    long span = Math.floorDiv(timeMs, SPAN_MS) * SPAN_MS;
    if (span < thing.wakesAt) {
      thing.wakesAt = span;
      later.computeIfAbsent(span, k -> new ArrayList<>(2)).add(thing);
    }
  }

  /** Those that wake at {@code nowMs}, in the order of their ids; they wait for nothing now. */
  List<ThingState> due(long nowMs) {
    List<ThingState> due = soon;
    soon = new ArrayList<>();
    for (Map.Entry<Long, List<ThingState>> span = later.firstEntry();
        span != null && span.getKey() <= nowMs;
        span = later.firstEntry()) {
      later.remove(span.getKey());
      for (ThingState thing : span.getValue()) {
        if (thing.wakesAt == span.getKey()) {
          thing.wakesAt = SOON; // once, though it may stand here twice
          due.add(thing);
        }
      }
    }
    due.forEach(thing -> thing.wakesAt = NEVER);
    due.sort(Comparator.comparingLong(thing -> thing.id));
    return due;
  }
}
