package furong.observe;

import furong.base.Mean;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The {@link History} summed up, corrections applied, segments and newest rows as one answer. What
 * was acknowledged before a call began is counted, as in {@link History}.
 */
public interface Summaries {

  /**
   * One interval of one datastream.
   *
   * @param startMs begin of the interval, Unix ms
   * @param count observations that are numbers and may be used
   * @param min of those; NaN when {@code count} is 0, as {@code max}, {@code mean} and {@code last}
   * @param mean as the call asked for it
   * @param last the one with the newest phenomenon time
   * @param lastMs its time; 0 when {@code count} is 0
   * @param left observations left out: no number, or a flag of {@link Observation#UNUSABLE}
   */
  record Slot(
      long datastream,
      long startMs,
      long count,
      double min,
      double max,
      double mean,
      double last,
      long lastMs,
      long left) {}

  /**
   * Intervals that hold anything, by datastream, then time. A first or last interval that the range
   * cuts counts what lies in the range.
   *
   * @param toMs exclusive
   * @param mean how the values of these datastreams, as they are stored, are averaged. Every
   *     observation weighs the same, however long it stood; of levels those beyond what has an
   *     energy count as left out
   */
  List<Slot> slots(Collection<Long> datastreams, long fromMs, long toMs, Grid grid, Mean mean);

  /** The newest observation of each datastream that has any, by datastream. */
  List<Observation> latest(Collection<Long> datastreams);

  /**
   * How many observations there are with each value of {@link Observation#flags}; exact.
   *
   * @param datastream its id, or {@link History.Query#ANY}
   */
  Map<Integer, Long> flags(long datastream, long fromMs, long toMs);
}
