package furong.flow;

import furong.detect.Effects;
import furong.detect.Told;
import furong.observe.LogRecord;
import java.io.Serializable;
import java.util.List;

/**
 * What the stream runs on every entry of the log: a state per shard, and a pure function of that
 * state and the entry. Used by one thread.
 */
public interface Judge {

  /** Makes a judge where the stream runs; travels there with the job. */
  @FunctionalInterface
  interface Source extends Serializable {
    Judge open();
  }

  /** Takes the next entry of a shard. */
  void apply(int shard, LogRecord entry, Effects out);

  // ---- the second stage, over all shards; a judge without one does nothing

  /** Whether the second stage wants to hear of an alert or a vital window of a shard. */
  default boolean wants(int shard, Effect effect) {
    return false;
  }

  /** A shard came to other versions of packs; what it tells from now on comes of them. */
  default void released(int shard, LogRecord.Released entry) {}

  /** Takes what came of a shard. @param shards how many there are */
  default void across(int shard, int shards, Told told, Effects out) {}

  /** The state of the second stage as pieces in their order; none when it has none. */
  default List<byte[]> saveAcross() {
    return List.of();
  }

  /** Puts back what {@link #saveAcross} gave; refuses as {@link #restore}. */
  default void restoreAcross(List<byte[]> state) {}

  /** The state of a shard as pieces in their order; none for one that it never saw. */
  List<byte[]> save(int shard);

  /**
   * Puts back what {@link #save} gave. Bytes that it does not read it refuses with an exception:
   * the stream then begins at an older checkpoint, or at the beginning of the log.
   */
  void restore(int shard, List<byte[]> state);
}
