package furong.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the observation log. Everything that an effect depends on is an entry: readings,
 * what a datastream is, and the passing of time itself. Replaying the log therefore gives the same
 * alerts, in the same order, whenever and wherever it is replayed.
 */
public sealed interface LogRecord {

  /**
   * Readings of one batch for one shard.
   *
   * @param receivedAtMs when the door took them, Unix ms; a reading is <em>live</em> when this is
   *     within {@link #LIVE_WITHIN_MS} of its phenomenon time
   * @param batchKey idempotency key of the batch; empty when the source gave none
   */
  record Readings(long receivedAtMs, String batchKey, ReadingBlock block) implements LogRecord {}

  /** A datastream was registered or changed; {@code null} info means that it was deleted. */
  record Registered(long datastream, @Nullable DatastreamInfo info) implements LogRecord {}

  /** Time passed in this shard: what silence rules live on when nothing is heard. Unix ms. */
  record Tick(long nowMs) implements LogRecord {}

  /**
   * An observation was corrected or deleted after the fact.
   *
   * @param replacement one reading with the same id and datastream; null for a deletion
   */
  record Correction(long datastream, long observationId, @Nullable ReadingBlock replacement)
      implements LogRecord {}

  /**
   * From here on the shard is judged by other versions of these packs. The same number again
   * changes nothing, so whoever is not sure that it landed sends it once more.
   *
   * @param atMs when it was sent, Unix ms
   */
  record Released(long atMs, List<PackRelease> packs) implements LogRecord {
    public Released {
      packs = List.copyOf(packs);
    }
  }

  /** Indicators were computed or corrected; in one shard, since they are of divisions. */
  record Figures(List<IndicatorFigure> figures) implements LogRecord {
    public Figures {
      figures = List.copyOf(figures);
    }
  }

  /**
   * Two hours: an hourly figure arrives up to an hour after its hour began, and one more for the
   * network. Older readings are history: they raise alerts in their own time but never touch live
   * vital signs or the silence clock.
   */
  long LIVE_WITHIN_MS = 2 * 3_600_000L;
}
