package furong.store.sta;

import furong.observe.DatastreamInfo;
import furong.observe.LogGateway;
import furong.observe.LogRecord.Registered;
import furong.store.Db;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log what a datastream is. Rows are written in the transaction of the change and emptied
 * once the log has taken them, so a crash between the two tells it again: the log may hear the same
 * twice, never not at all.
 */
public final class Outbox {

  /** One round; a start after a long outage of the log goes in rounds. */
  private static final int ROUND = 5000;

  private record Row(long seq, long datastream, int shard) {}

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
    drain(this::stored);
  }

  /**
   * The same before anybody writes, while the catalogue in memory is the record: a first start with
   * millions of new datastreams need not ask for each again.
   */
  void drainAtStart() {
    drain(this::known);
  }

  private void drain(Function<List<Long>, Map<Long, DatastreamEntry>> find) {
    lock.lock();
    try {
      List<Row> rows;
      long after = -1; // not over the rows of the rounds before, which are still in the index
      do {
        rows =
            db.list(
                "select seq, datastream, shard from sta_outbox where seq > ? order by seq limit ?",
                row -> new Row(row.getLong(1), row.getLong(2), row.getInt(3)),
                after,
                ROUND);
        tell(rows, find);
        after = rows.isEmpty() ? after : rows.getLast().seq();
      } while (rows.size() == ROUND);
    } finally {
      lock.unlock();
    }
  }

  private Map<Long, DatastreamEntry> stored(List<Long> datastreams) {
    Map<Long, DatastreamEntry> entries = new HashMap<>();
    catalogue.read(datastreams).forEach(entry -> entries.put(entry.info().id(), entry));
    return entries;
  }

  private Map<Long, DatastreamEntry> known(List<Long> datastreams) {
    Map<Long, DatastreamEntry> entries = new HashMap<>();
    for (long datastream : datastreams) {
      DatastreamEntry entry = catalogue.entry(datastream);
      if (entry != null) {
        entries.put(datastream, entry);
      }
    }
    return entries;
  }

  private void tell(List<Row> rows, Function<List<Long>, Map<Long, DatastreamEntry>> find) {
    if (rows.isEmpty()) {
      return;
    }
    Map<Long, DatastreamEntry> entries =
        find.apply(rows.stream().map(Row::datastream).distinct().toList());
    List<CompletableFuture<Void>> told = new ArrayList<>();
    LinkedHashSet<List<Long>> once = new LinkedHashSet<>();
    rows.forEach(row -> once.add(List.of(row.datastream(), (long) row.shard())));
    for (List<Long> one : once) {
      int shard = one.get(1).intValue();
      DatastreamEntry entry = entries.get(one.get(0));
      told.add(log.register(shard, new Registered(one.get(0), infoAt(shard, entry))));
    }
    try {
      CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    db.update(
        "delete from sta_outbox where seq = any(?)",
        (Object) rows.stream().map(Row::seq).toArray(Long[]::new));
  }

  /** Null tells a shard that the datastream is no longer there: deleted, or gone to another. */
  private static @Nullable DatastreamInfo infoAt(int shard, @Nullable DatastreamEntry entry) {
    return entry != null && entry.info().shard() == shard ? entry.info() : null;
  }
}
