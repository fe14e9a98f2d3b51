package furong.sense.ingest;

import java.util.Set;

/**
 * Who is writing on this thread, and to which datastreams. The doors set it where they decide who
 * may write; {@link Batch} holds every reading against it, whatever door it came through.
 *
 * @param source whose readings are counted against the rate limit: {@code key/7}, {@code user/x} or
 *     an address
 * @param bound whether it may write only what {@code things} and {@code datastreams} name
 */
public record Writer(String source, boolean bound, Set<Long> things, Set<Long> datastreams) {

  private static final ScopedValue<Writer> CURRENT = ScopedValue.newInstance();

  private static final Writer NOBODY = new Writer("", false, Set.of(), Set.of());

  public Writer {
    things = Set.copyOf(things);
    datastreams = Set.copyOf(datastreams);
  }

  /** One who may write everything. */
  public static Writer free(String source) {
    return new Writer(source, false, Set.of(), Set.of());
  }

  /** The writer of the request on this thread; one who may write everything where none was set. */
  public static Writer current() {
    return CURRENT.orElse(NOBODY);
  }

  /** Runs {@code work} for this writer. */
  public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  boolean mayWrite(long thing, long datastream) {
    return !bound || datastreams.contains(datastream) || things.contains(thing);
  }
}
