package furong.serve.live;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Takes changes in, hands them to every client that watches the division, and remembers the last of
 * them so that a client that was away for a moment misses nothing.
 *
 * <pre>{@code
 * hub.publish("alert", "510104017001", alertDocument);     // after the commit, never before
 * }</pre>
 *
 * Ids grow over restarts too: they begin with the time of the start. A client that names an id
 * which is not remembered gets a {@code reset} and a new snapshot. Cost: one JSON document per
 * change, written when the first client takes it, so none while nobody listens; one offer to a
 * bounded queue per client; a client that does not keep up is reset, never waited for.
 */
public final class LiveHub {

  /**
   * How many changes are remembered: at 50 a second - a storm - still 80 seconds, longer than a
   * browser needs to come back.
   */
  static final int REMEMBERED = 4_096;

  /** Ids per millisecond of start time, so that two starts never give the same id. */
  private static final long IDS_PER_MS = 1_000;

  private final ObjectMapper json;
  private final ArrayDeque<LiveEvent> ring = new ArrayDeque<>();
  private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private long lastId;

  public LiveHub(ObjectMapper json, InstantSource time) {
    this.json = json;
    this.lastId = time.millis() * IDS_PER_MS;
  }

  /** Tells those that watch {@code division} or one above it. */
  public void publish(String name, String division, Object document) {
    publish(name, division, false, document);
  }

  /** Tells everybody, whatever they watch. */
  public void publishToAll(String name, Object document) {
    publish(name, "", false, document);
  }

  /** Tells only those that watch exactly {@code division}. */
  public void publishExact(String name, String division, Object document) {
    publish(name, division, true, document);
  }

  private void publish(String name, String division, boolean exact, Object document) {
    Written text = new Written(json, document);
    synchronized (lock) {
      LiveEvent event = new LiveEvent(++lastId, name, division, exact, text);
      ring.addLast(event);
      if (ring.size() > REMEMBERED) {
        ring.removeFirst();
      }
      for (LiveClient client : clients) {
        client.offer(event);
      }
    }
  }

  /**
   * Joins a client.
   *
   * @param lastSeen the id after which it goes on; null for a new one
   * @return what it missed, or null when it must begin with a snapshot
   */
  @Nullable List<LiveEvent> join(LiveClient client, @Nullable Long lastSeen) {
    synchronized (lock) {
      clients.add(client);
      client.startAt(lastId);
      if (lastSeen == null || lastSeen > lastId || lastSeen < oldest() - 1) {
        return null;
      }
      List<LiveEvent> missed = new ArrayList<>();
      for (LiveEvent event : ring) {
        if (event.id() > lastSeen && event.concerns(client.division())) {
          missed.add(event);
        }
      }
      return missed;
    }
  }

  private long oldest() {
    LiveEvent first = ring.peekFirst();
    return first == null ? lastId + 1 : first.id();
  }

  void leave(LiveClient client) {
    clients.remove(client);
  }

  /** A document, written once and not before somebody wants it: it must not change any more. */
  private static final class Written implements Supplier<String> {
    private final ObjectMapper json;
    private final Object document;
    private @Nullable String text;

    Written(ObjectMapper json, Object document) {
      this.json = json;
      this.document = document;
    }

    @Override
    public synchronized String get() {
      if (text == null) {
        text = json.writeValueAsString(document);
      }
      return text;
    }
  }

  /** How many browsers listen. */
  public int clients() {
    return clients.size();
  }
}
