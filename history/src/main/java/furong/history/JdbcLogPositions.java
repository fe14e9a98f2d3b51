package furong.history;

import furong.observe.LogPositions;
import furong.store.Db;
import java.util.Optional;

/** Positions in table {@code flow_offset}. */
public final class JdbcLogPositions implements LogPositions {

  private final Db db;

  public JdbcLogPositions(Db db) {
    this.db = db;
  }

  @Override
  public Position position(String consumer, int shard) {
    return db.find(
            "select next_offset, applied from flow_offset where consumer = ? and shard = ?",
            row -> new Position(row.getLong(1), row.getLong(2)),
            consumer,
            shard)
        .orElse(Position.BEGINNING);
  }

  @Override
  public void keep(String consumer, int shard, Position position) {
    db.update(
        """
        insert into flow_offset values (?, ?, ?, ?)
        on conflict (consumer, shard) do update
          set next_offset = excluded.next_offset, applied = excluded.applied
        """,
        consumer,
        shard,
        position.next(),
        position.applied());
  }

  @Override
  public Optional<String> identity(String topic) {
    return db.find(
        "select identity from flow_topic where topic = ?", row -> row.getString(1), topic);
  }

  @Override
  public void identify(String topic, String identity) {
    db.update("insert into flow_topic values (?, ?)", topic, identity);
  }
}
