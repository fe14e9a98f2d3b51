package furong.observe;

import java.util.Optional;

/**
 * How far each consumer of a log has come, kept in the transaction that keeps what it made of it.
 */
public interface LogPositions {

  /**
   * @param next offset of the next entry to read
   * @param applied for consumers of effects: log offset of the newest observation entry whose
   *     effects are applied; -1 for none. Effects of a shard are a pure function of its log, so
   *     everything at or below it that comes again is the same again
   */
  record Position(long next, long applied) {

    public static final Position BEGINNING = new Position(0, -1);
  }

  /** The position of a consumer in a shard; the beginning when it never was here. */
  Position position(String consumer, int shard);

  /** Joins the running transaction. */
  void keep(String consumer, int shard, Position position);

  /** The identity of the log that the positions of a topic refer to. */
  Optional<String> identity(String topic);

  /** Notes which log the positions of a topic refer to; for ever. */
  void identify(String topic, String identity);
}
