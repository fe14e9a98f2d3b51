package furong.store.sta;

import furong.observe.DatastreamInfo;
import furong.observe.LogGateway;
import furong.observe.LogRecord.Registered;
import furong.store.Db;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what a datastream is. Rows are written in the transaction of the change and emptied
 * once the log has taken them, so a crash between the two tells it again: the log may hear the same
 * twice, never not at all.
 */
public final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** One round; a start after a long outage of the log goes in rounds. */
  private static final int ROUND = 5000;

  /** A round of a start: entries of some 150 bytes, of which two rounds are under way: 6 MB. */
  private static final int START_ROUND = 20_000;

  /** A start that says how long it took: who registers a hundred thousand waits for it. */
  private static final int WORTH_SAYING = 10_000;

  private record Row(long seq, long datastream, int shard) {}

  private record Place(long datastream, int shard) {}

  /** Rows on their way to the log. */
  private record Sent(long from, long through, CompletableFuture<Void> taken) {}

  private final Db db;
  private final StaCatalogue catalogue;
  private final LogGateway log;
  // one at a time: what is told last is what is true
  private final ReentrantLock lock = new ReentrantLock();

  public Outbox(Db db, StaCatalogue catalogue, LogGateway log) {
    this.db = db;
    this.catalogue = catalogue;
    this.log = log;
  }

  /**
   * Returns when the log has everything that was committed before the call.
   *
   * @throws furong.observe.LogUnavailable when the log does not take it; the rows stay
   */
  public void drain() {
    lock.lock();
    try {
      List<Row> rows;
      long after = -1; // not over the rows of the rounds before, which are still in the index
      do {
        rows = rows(after, ROUND);
        if (!rows.isEmpty()) {
          await(tell(rows, stored(rows)));
          db.update(
              "delete from sta_outbox where seq = any(?)",
              (Object) rows.stream().map(Row::seq).toArray(Long[]::new));
          after = rows.getLast().seq();
        }
      } while (rows.size() == ROUND);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same before anybody writes: the catalogue in memory is the record, so that a first start
   * with millions of new datastreams need not ask for each again; no row can come between two
   * others, so that rounds are deleted by their ends; and one round is read while the log takes the
   * one before.
   */
  void drainAtStart() {
    lock.lock();
    try {
      long begun = System.nanoTime();
      long told = 0;
      Sent before = null;
      List<Row> rows = rows(-1, START_ROUND);
      while (!rows.isEmpty()) {
        Sent sent =
            new Sent(rows.getFirst().seq(), rows.getLast().seq(), tell(rows, catalogue::entry));
        told += rows.size();
        forget(before);
        before = sent;
        rows = rows.size() < START_ROUND ? List.of() : rows(sent.through(), START_ROUND);
      }
      forget(before);
      if (told >= WORTH_SAYING) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        LOG.info(
            "told the log of {} datastreams in {} s",
            told,
            String.format(Locale.ROOT, "%.2f", seconds));
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(@Nullable Sent sent) {
    if (sent != null) {
      await(sent.taken());
      db.update("delete from sta_outbox where seq between ? and ?", sent.from(), sent.through());
    }
  }

  private List<Row> rows(long after, int most) {
    return db.list(
        "select seq, datastream, shard from sta_outbox where seq > ? order by seq limit ?",
        row -> new Row(row.getLong(1), row.getLong(2), row.getInt(3)),
        after,
        most);
  }

  private LongFunction<@Nullable DatastreamEntry> stored(List<Row> rows) {
    Map<Long, DatastreamEntry> entries = new HashMap<>();
    catalogue
        .read(rows.stream().map(Row::datastream).distinct().toList())
        .forEach(entry -> entries.put(entry.id(), entry));
    return entries::get;
  }

  private CompletableFuture<Void> tell(
      List<Row> rows, LongFunction<@Nullable DatastreamEntry> entries) {
    Set<Place> once = new LinkedHashSet<>();
    rows.forEach(row -> once.add(new Place(row.datastream(), row.shard())));
    List<CompletableFuture<Void>> told = new ArrayList<>(once.size());
    for (Place one : once) {
      DatastreamInfo info = infoAt(one.shard(), entries.apply(one.datastream()));
      told.add(log.register(one.shard(), new Registered(one.datastream(), info)));
    }
    return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
  }

  private static void await(CompletableFuture<Void> taken) {
    try {
      taken.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Null tells a shard that the datastream is no longer there: deleted, or gone to another. */
  private static @Nullable DatastreamInfo infoAt(int shard, @Nullable DatastreamEntry entry) {
    return entry != null && entry.shard() == shard ? entry.info() : null;
  }
}
