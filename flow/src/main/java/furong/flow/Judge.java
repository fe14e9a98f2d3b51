package furong.flow;

import furong.detect.Effects;
import furong.observe.LogRecord;
import java.io.Serializable;

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

  /** The state of a shard as bytes; empty for one that it never saw. */
  byte[] save(int shard);

  /** Puts back what {@link #save} gave. */
  void restore(int shard, byte[] state);
}
