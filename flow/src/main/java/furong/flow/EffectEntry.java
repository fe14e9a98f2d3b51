package furong.flow;

import java.util.List;

/**
 * One entry of the effects log: everything that came of one entry of the observation log.
 *
 * @param source offset of that entry in its shard. Effects are a pure function of a shard's log, so
 *     after a restart the same offset brings the same effects, and a reader that has applied it can
 *     pass them over pass them over. {@link #ACROSS} for what came of all shards together: its
 *     effects have keys, and applying them again changes nothing
 * @param effects in the order in which they came about; empty for a mark of progress, which is
 *     written at each tick and every sixteenth entry
 */
record EffectEntry(long source, List<Effect> effects) {
  /** In place of an offset. */
  static final long ACROSS = -1;

  EffectEntry {
    effects = List.copyOf(effects);
  }
}
