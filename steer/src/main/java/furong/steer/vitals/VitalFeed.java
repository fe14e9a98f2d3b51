package furong.steer.vitals;

import furong.base.Transactions;
import furong.detect.VitalWindow;
import furong.indicators.VitalStore;
import furong.people.User;
import furong.serve.live.LiveHub;
import furong.serve.live.SnapshotPart;
import furong.steer.vitals.VitalViews.VitalDelta;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes windows in and tells who watches. What changes within two seconds is told once; divisions
 * below the street are not told of, a page that shows one asks.
 */
public final class VitalFeed implements SnapshotPart, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VitalFeed.class);

  /** Two seconds: fast enough to look live, slow enough that a tick's windows come together. */
  private static final long TELL_MS = 2_000;

  /** A street's code; longer ones are communities and grids, thousands of them. */
  private static final int STREET_DIGITS = 9;

  /** Windows are kept three days: the scrubber goes back one, and a weekend is worth a look. */
  private static final Duration KEEP = Duration.ofDays(3);

  private final VitalStore store;
  private final VitalBoard board;
  private final LiveHub hub;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Map<String, Set<String>> changed = new HashMap<>();
  private final ScheduledExecutorService teller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("vitals").factory());

  public VitalFeed(
      VitalStore store,
      VitalBoard board,
      LiveHub hub,
      Transactions transactions,
      InstantSource clock) {
    this.store = store;
    this.board = board;
    this.hub = hub;
    this.transactions = transactions;
    this.clock = clock;
  }

  public void start() {
    teller.scheduleWithFixedDelay(
        () -> guarded(this::tell), TELL_MS, TELL_MS, TimeUnit.MILLISECONDS);
    teller.scheduleWithFixedDelay(() -> guarded(this::forget), 1, 60, TimeUnit.MINUTES);
  }

  /**
   * Stores windows in the transaction at hand; those who watch hear of them once it is committed.
   */
  public void take(Collection<VitalWindow> windows) {
    if (windows.isEmpty()) {
      return;
    }
    store.put(windows);
    transactions.afterCommit(() -> mark(windows));
  }

  private void mark(Collection<VitalWindow> windows) {
    synchronized (changed) {
      for (VitalWindow window : windows) {
        if (window.division().length() <= STREET_DIGITS) {
          changed.computeIfAbsent(window.division(), d -> new HashSet<>()).add(window.property());
        }
      }
    }
  }

  private void tell() {
    Map<String, Set<String>> now;
    synchronized (changed) {
      now = new HashMap<>(changed);
      changed.clear();
    }
    now.forEach((division, properties) -> {
      for (VitalDelta delta : board.deltas(division, properties, clock.instant())) {
        hub.publishExact("vital", division, delta);
      }
    });
  }

  private void forget() {
    store.forget(clock.instant().minus(KEEP).toEpochMilli());
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("vital signs: {}", e.toString());
    }
  }

  @Override
  public String name() {
    return "vitals";
  }

  @Override
  public Object read(String division, User reader) {
    return board.items(division, clock.instant(), true);
  }

  @Override
  public void close() {
    teller.shutdownNow();
  }
}
