package furong.sense.ingest;

import furong.observe.LogUnavailable;
import furong.observe.LogUnavailable.Reason;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets in as many bulk requests at once as memory has room for. Who comes too many waits a little
 * and is then told to come again: slower first, refused after that.
 */
public final class BulkGate implements AutoCloseable {

  /**
   * What one request takes at most: {@link BulkReader#MAX_READINGS} readings of 32 bytes, once more
   * while their columns grow, and their entry in the log.
   */
  private static final long REQUEST_BYTES = 48L << 20;

  /** Of the heap, for all bulk requests together; the rest belongs to the city. */
  private static final int SHARE = 4;

  private static final int LEAST = 2;

  /** More at once than this wait for the two disks and cores of a city anyway. */
  private static final int MOST = 32;

  /** Two batches of the usual size are through in this time. */
  private static final long PATIENCE_MS = 2_000;

  private final Semaphore places;

  BulkGate(int places) {
    this.places = new Semaphore(places, true);
  }

  /** As many places as a heap of that size has room for. */
  static BulkGate ofHeap(long maxBytes) {
    return new BulkGate((int) Math.max(LEAST, Math.min(MOST, maxBytes / SHARE / REQUEST_BYTES)));
  }

  /**
   * Takes a place; {@link #close} gives it back.
   *
   * @throws LogUnavailable when there is none within two seconds
   */
  BulkGate enter() {
    try {
      if (places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        return this;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new LogUnavailable(Reason.BUSY, "as many batches as there is memory for are under way");
  }

  @Override
  public void close() {
    places.release();
  }
}
