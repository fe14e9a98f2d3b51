package furong.sense.ingest;

import furong.observe.ObservationIds;
import furong.observe.ReadingBlock;
import furong.store.sta.DatastreamEntry;
import furong.store.sta.StaCatalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Observations on their way to the log, already cut into shards. Not for two threads.
 *
 * <pre>{@code
 * Batch batch = door.open(1000);
 * batch.add(reading);
 * door.send("", batch);
 * }</pre>
 */
public final class Batch {

  /** A datastream that names a feature for some of its observations. */
  record Named(long feature, long datastream) {}

  /** Ids are taken this many at a time: one lock for so many readings. */
  private static final int IDS = 64;

  private final StaCatalogue catalogue;
  private final Writer writer = Writer.current();
  private final ObservationIds ids;
  private final @Nullable ReadingBlock[] blocks;
  private final int capacity;
  private final long nowMs;
  private final Set<Long> needFeature = new LinkedHashSet<>();
  private final Set<Named> named = new LinkedHashSet<>();
  private final Set<Long> knownFeatures = new HashSet<>();
  private final LongPredicate featureExists;
  private long nextId;
  private long endId;
  private long firstId;
  private int size;

  Batch(
      StaCatalogue catalogue,
      ObservationIds ids,
      int shards,
      int expected,
      long nowMs,
      LongPredicate featureExists) {
    this.featureExists = featureExists;
    this.catalogue = catalogue;
    this.ids = ids;
    this.blocks = new ReadingBlock[shards];
    this.capacity = Math.max(1, expected);
    this.nowMs = nowMs;
  }

  /**
   * Adds one reading.
   *
   * @return the id it got
   * @throws BadReading when its datastream is unknown or its result is missing; the batch is as
   *     before
   */
  public long add(Reading reading) {
    if (!reading.hasResult) {
      throw new BadReading("observation.result-missing", "an observation needs its result");
    }
    DatastreamEntry entry = entry(reading.datastream);
    if (entry.isMulti()) {
      MultiResults.check(reading.result, entry.components());
    }
    if (!reading.timed) {
      reading.phenomenonTime(nowMs);
    }
    if (reading.feature != 0) {
      checkFeature(reading.feature);
      named.add(new Named(reading.feature, reading.datastream));
    } else if (entry.needsFeature()) {
      needFeature.add(reading.datastream);
    }
    long id = id();
    block(entry.shard())
        .add(reading.datastream, id, reading.startMs, reading.value, reading.extra());
    size++;
    return id;
  }

  /** The usual reading: a number at an instant. Costs no object. */
  void add(long datastream, long timeMs, double value) {
    DatastreamEntry entry = entry(datastream);
    if (entry.isMulti()) {
      MultiResults.check(null, entry.components());
    }
    if (entry.needsFeature()) {
      needFeature.add(datastream);
    }
    block(entry.shard()).add(datastream, id(), timeMs, value, null);
    size++;
  }

  /** One question to the database for each feature that a batch names. */
  private void checkFeature(long feature) {
    if (!knownFeatures.contains(feature)) {
      if (!featureExists.test(feature)) {
        throw new BadReading("feature.unknown", "there is no feature of interest " + feature);
      }
      knownFeatures.add(feature);
    }
  }

  private DatastreamEntry entry(long datastream) {
    DatastreamEntry entry = datastream <= 0 ? null : catalogue.entry(datastream);
    if (entry == null) {
      throw datastream == 0
          ? new BadReading("observation.datastream-missing", "an observation needs its datastream")
          : new BadReading("datastream.unknown", "there is no datastream " + datastream);
    }
    if (!writer.mayWrite(entry.thing().id(), datastream)) {
      throw new BadReading(
          "datastream.foreign", "these credentials do not write to datastream " + datastream);
    }
    return entry;
  }

  private ReadingBlock block(int shard) {
    ReadingBlock block = blocks[shard];
    if (block == null) {
      block = new ReadingBlock(capacity);
      blocks[shard] = block;
    }
    return block;
  }

  private long id() {
    if (nextId == endId) {
      int count = capacity == 1 ? 1 : IDS;
      nextId = ids.take(count);
      endId = nextId + count;
      firstId = firstId == 0 ? nextId : firstId;
    }
    return nextId++;
  }

  /** On whose behalf. */
  Writer writer() {
    return writer;
  }

  public int size() {
    return size;
  }

  long nowMs() {
    return nowMs;
  }

  long firstId() {
    return firstId;
  }

  Set<Long> needFeature() {
    return needFeature;
  }

  Set<Named> named() {
    return named;
  }

  /** By shard; null where there is nothing. */
  List<@Nullable ReadingBlock> blocks() {
    List<@Nullable ReadingBlock> all = new ArrayList<>(blocks.length);
    for (ReadingBlock block : blocks) {
      all.add(block);
    }
    return all;
  }
}
