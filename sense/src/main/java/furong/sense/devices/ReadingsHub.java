package furong.sense.devices;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.observe.ReadingBlock;
import furong.sense.ingest.ObservationDoor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands observations that were just taken to everybody who looks at them flow. It runs on the
 * thread that acknowledges them, so it only passes the blocks on; each listener filters them on a
 * thread of its own. Where nobody listens it costs nothing.
 */
public final class ReadingsHub implements ObservationDoor.Listener {

  /** An operations room has some dozens of screens; a hundred listeners filter on two cores. */
  private static final int MOST = 100;

  private final Set<ReadingsListener> listeners = ConcurrentHashMap.newKeySet();

  @Override
  public void taken(List<@Nullable ReadingBlock> byShard) {
    for (ReadingsListener listener : listeners) {
      for (ReadingBlock block : byShard) {
        if (block != null) {
          listener.offer(block);
        }
      }
    }
  }

  /** Joins a listener, who must {@link #leave}; refused when there are too many. */
  Result<ReadingsListener> join(ReadingsListener listener) {
    if (listeners.size() >= MOST) {
      return Result.refused(
          Refusal.BUSY,
          Notice.of("readings.listeners", "", MOST + " pages show the stream of readings already"));
    }
    listeners.add(listener);
    return Result.ok(listener);
  }

  void leave(ReadingsListener listener) {
    listeners.remove(listener);
  }
}
