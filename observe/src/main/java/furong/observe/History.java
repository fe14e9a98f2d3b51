package furong.observe;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All observations ever, corrections applied. What was acknowledged before a call began is in its
 * answer: a read waits up to two seconds for the tail to catch up, and answers with what there is
 * after that.
 *
 * <p>Order is by phenomenon time, then by id; {@code toMs} is always exclusive.
 */
public interface History {

  /**
   * A page of one datastream.
   *
   * @param datastream its id, or {@link #ANY} for all datastreams together
   * @param fromMs first phenomenon time, inclusive, Unix ms
   * @param toMs end of the phenomenon times, exclusive
   * @param limit most observations in the answer
   * @param offset how many to skip first
   * @param descending newest first
   */
  record Query(long datastream, long fromMs, long toMs, int limit, int offset, boolean descending) {

    /** In place of a datastream: all of them. Ids of datastreams begin at 1. */
    public static final long ANY = 0;

    public Query {
      if (limit < 0 || offset < 0) {
        throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
      }
    }

    /** Whether the newest observation of one datastream, whenever it was, is the first answer. */
    public boolean beginsWithNewest() {
      return datastream != ANY
          && descending
          && offset == 0
          && fromMs == Long.MIN_VALUE
          && toMs == Long.MAX_VALUE;
    }

    /** Everything of a datastream, oldest first, at most {@code limit}. */
    public static Query all(long datastream, int limit) {
      return new Query(datastream, Long.MIN_VALUE, Long.MAX_VALUE, limit, 0, false);
    }
  }

  List<Observation> read(Query query);

  /** How many observations; {@code datastream} may be {@link Query#ANY}. */
  long count(long datastream, long fromMs, long toMs);

  Optional<Observation> find(long observationId);

  /** The observation with the newest phenomenon time. */
  Optional<Observation> latest(long datastream);

  Optional<Extent> extent(long datastream);

  /** Gives everything in the range, sorted by datastream, then time, then id. */
  void forEach(Collection<Long> datastreams, long fromMs, long toMs, ObservationSink sink);

  /**
   * Gives what is in the range of all datastreams and has such a result, in no order: what filters
   * over everything look through. This plain way reads all of it first; a store does better.
   */
  default void scan(long fromMs, long toMs, ValueRange values, ObservationSink sink) {
    for (Observation o : read(new Query(Query.ANY, fromMs, toMs, Integer.MAX_VALUE, 0, false))) {
      if (values.mayHold(o.value())) {
        sink.take(o.id(), o.datastream(), o.timeMs(), o.value(), o.extra(), o.flags());
      }
    }
  }
}
