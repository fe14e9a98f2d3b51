package furong.history;

import furong.observe.BatchKeys;
import furong.observe.Expiry;
import furong.observe.LogPositions;
import furong.observe.Observation;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL side of the history; V2_1__history.sql says what each table means. */
final class Catalogue {

  /** A key of a batch and where in the log it stands. */
  record Key(int shard, long hash, long offset) {}

  /** The newest of a datastream in a segment, its first time, and since when it is flat. */
  record Newest(long datastream, long firstMs, Observation last, long flatSinceMs) {}

  /** A day of a datastream. */
  record Day(long datastream, long epochDay) {}

  private final Db db;
  private final LogPositions positions;
  private final String consumer;

  Catalogue(Db db, LogPositions positions, String consumer) {
    this.db = db;
    this.positions = positions;
    this.consumer = consumer;
  }

  /** The newest id that a segment ever got; 0 for none. */
  long lastSegmentId() {
    return db.list(
            "select case when is_called then last_value else 0 end from history_segment_id",
            row -> row.getLong(1))
        .getFirst();
  }

  long nextSegmentId() {
    return db.list("select nextval('history_segment_id')", row -> row.getLong(1)).getFirst();
  }

  List<Segment> segments() {
    return db.list("select * from history_segment order by id", Catalogue::segment);
  }

  private static Segment segment(ResultSet row) throws SQLException {
    return new Segment(
        row.getLong("id"),
        row.getString("file"),
        row.getLong("row_count"),
        row.getLong("bytes"),
        row.getInt("level"),
        new Segment.Bounds(
            row.getLong("min_datastream"),
            row.getLong("max_datastream"),
            row.getLong("min_time_ms"),
            row.getLong("max_time_ms"),
            row.getLong("min_id"),
            row.getLong("max_id")),
        List.of((Long[]) row.getArray("from_offset").getArray()),
        List.of((Long[]) row.getArray("to_offset").getArray()));
  }

  void add(Segment s) {
    Segment.Bounds b = s.bounds();
    db.update(
        "insert into history_segment values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        s.id(),
        s.file(),
        s.rows(),
        s.bytes(),
        s.level(),
        b.minDatastream(),
        b.maxDatastream(),
        b.minTime(),
        b.maxTime(),
        b.minId(),
        b.maxId(),
        s.from().toArray(Long[]::new),
        s.to().toArray(Long[]::new));
  }

  /** Puts one segment in the place of others, all at once. */
  void replace(List<Segment> old, Segment merged) {
    db.inOne(() -> {
      remove(old);
      add(merged);
    });
  }

  /** Takes expired rows out: one segment in place of another or of none, and what was corrected. */
  void expire(Segment old, @Nullable Segment left, List<Long> patches) {
    db.inOne(() -> {
      remove(List.of(old));
      if (left != null) {
        add(left);
      }
      db.update(
          "delete from observation_patch where observation_id = any(?)",
          (Object) patches.toArray(Long[]::new));
    });
  }

  /** What is known of datastreams with texts whose old observations are gone. */
  void expireTexts(Expiry expiry) {
    Long[] of = expiry.datastreams().toArray(Long[]::new);
    db.update(
        "delete from datastream_extent where datastream = any(?) and last_ms < ?",
        of,
        expiry.beforeMs());
    db.update(
        "update datastream_extent set first_ms = ? where datastream = any(?) and first_ms < ?",
        expiry.beforeMs(),
        of,
        expiry.beforeMs());
  }

  void remove(List<Segment> old) {
    Long[] ids = old.stream().map(Segment::id).toArray(Long[]::new);
    int removed = db.update("delete from history_segment where id = any(?)", (Object) ids);
    if (removed != ids.length) {
      throw new IllegalStateException(
          "the catalogue knew " + removed + " of " + ids.length + " segments: two historians?");
    }
  }

  long position(int shard) {
    return positions.position(consumer, shard).next();
  }

  void keepPosition(int shard, long next) {
    positions.keep(consumer, shard, new LogPositions.Position(next, -1));
  }

  List<Patch> patches() {
    return db.list(
        "select * from observation_patch",
        row -> {
          long id = row.getLong("observation_id");
          long datastream = row.getLong("datastream");
          Observation now =
              new Observation(
                  id,
                  datastream,
                  row.getLong("time_ms"),
                  row.getDouble("value"),
                  row.getString("extra"),
                  Observation.CORRECTED);
          return new Patch(
              id, datastream, row.getLong("original_ms"), row.getBoolean("deleted") ? null : now);
        });
  }

  void keepPatches(List<Patch> patches) {
    // one statement may touch a row only once: of an observation corrected twice the last counts
    Map<Long, @Nullable Object[]> rows = new LinkedHashMap<>();
    for (Patch p : patches) {
      @Nullable Observation now = p.replacement();
      rows.put(
          p.observation(),
          new @Nullable Object[] {
            p.observation(),
            p.datastream(),
            p.originalMs(),
            now == null,
            now == null ? p.originalMs() : now.timeMs(),
            now == null ? Double.NaN : now.value(),
            now == null ? null : now.extra()
          });
    }
    db.batch(
        """
        insert into observation_patch values (?, ?, ?, ?, ?, ?, ?)
        on conflict (observation_id) do update set deleted = excluded.deleted,
          time_ms = excluded.time_ms, value = excluded.value, extra = excluded.extra
        """,
        List.copyOf(rows.values()));
  }

  void keepKeys(List<Key> keys) {
    if (keys.isEmpty()) {
      return;
    }
    db.update(
        """
        insert into batch_key
        select * from unnest(?::int[], ?::bigint[], ?::bigint[])
        on conflict (shard, key_hash) do nothing
        """,
        numbers(keys, k -> (long) k.shard()),
        numbers(keys, Key::hash),
        numbers(keys, Key::offset));
    keys.stream()
        .mapToInt(Key::shard)
        .distinct()
        .forEach(shard ->
            db.update(
                "delete from batch_key where shard = ? and log_offset < ?",
                shard,
                position(shard) - BatchKeys.REMEMBERED));
  }

  /** Keeps the newest texts: all other results are in {@link Extents}. */
  void keepTexts(List<Newest> newest) {
    List<Newest> all = newest.stream().filter(n -> n.last().extra() != null).toList();
    if (all.isEmpty()) {
      return;
    }
    db.update(
        """
        insert into datastream_extent as e
        select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::float8[], ?::text[], ?::int[], ?::bigint[])
        on conflict (datastream) do update set
          flat_since_ms = excluded.flat_since_ms,
          first_ms = least(e.first_ms, excluded.first_ms),
          last_ms = greatest(e.last_ms, excluded.last_ms),
          last_id = case when (excluded.last_ms, excluded.last_id) >= (e.last_ms, e.last_id) then excluded.last_id else e.last_id end,
          last_value = case when (excluded.last_ms, excluded.last_id) >= (e.last_ms, e.last_id) then excluded.last_value else e.last_value end,
          last_extra = case when (excluded.last_ms, excluded.last_id) >= (e.last_ms, e.last_id) then excluded.last_extra else e.last_extra end,
          last_flags = case when (excluded.last_ms, excluded.last_id) >= (e.last_ms, e.last_id) then excluded.last_flags else e.last_flags end
        """,
        numbers(all, Newest::datastream),
        numbers(all, Newest::firstMs),
        numbers(all, n -> n.last().timeMs()),
        numbers(all, n -> n.last().id()),
        all.stream().map(n -> String.valueOf(n.last().value())).toArray(String[]::new),
        all.stream().map(n -> n.last().extra()).toArray(String[]::new),
        numbers(all, n -> (long) n.last().flags()),
        numbers(all, Newest::flatSinceMs));
  }

  /** What is stored of each of these datastreams whose newest result is a text. */
  Map<Long, StoredNewest.Stored> texts(Collection<Long> datastreams) {
    Map<Long, StoredNewest.Stored> found = new HashMap<>();
    db.list(
            "select * from datastream_extent where datastream = any(?)",
            row ->
                found.put(
                    row.getLong("datastream"),
                    new StoredNewest.Stored(
                        row.getLong("first_ms"),
                        new Observation(
                            row.getLong("last_id"),
                            row.getLong("datastream"),
                            row.getLong("last_ms"),
                            row.getDouble("last_value"),
                            row.getString("last_extra"),
                            row.getInt("last_flags")))),
            (Object) datastreams.toArray(Long[]::new))
        .clear();
    return found;
  }

  void markDirty(List<Day> days) {
    if (days.isEmpty()) {
      return;
    }
    db.update(
        """
        insert into dirty_day as d
        select x.datastream, x.day, m.mark
        from unnest(?::bigint[], ?::bigint[]) as x(datastream, day),
          (select nextval('dirty_mark') as mark) as m
        on conflict (datastream, epoch_day) do update set mark = excluded.mark
        """,
        numbers(days, Day::datastream),
        numbers(days, Day::epochDay));
  }

  private static <T> Long[] numbers(List<T> all, java.util.function.Function<T, Long> of) {
    return all.stream().map(of).toArray(Long[]::new);
  }
}
