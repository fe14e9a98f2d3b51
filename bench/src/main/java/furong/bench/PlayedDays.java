package furong.bench;

import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.DayChanges;
import furong.observe.DirtyDay;
import furong.observe.Extent;
import furong.observe.History;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The readings of the last days of a played world, for those who compute days of them: what comes
 * twice is there once, and a day that got a reading is in the queue.
 *
 * <p>It keeps a few days alone, and answers no other questions than those that days ask.
 */
final class PlayedDays implements Catalogue, History, DayChanges {

  /** Nothing arrives later than half an hour after it was read; a day more is memory, not need. */
  private static final int KEPT_DAYS = 2;

  private record Key(long datastream, long epochDay) {}

  private final Set<String> properties;
  private final ZoneId zone;
  private final Map<Long, DatastreamInfo> datastreams = new HashMap<>();
  private final Map<Long, List<DatastreamInfo>> byThing = new HashMap<>();
  private final Map<Long, Map<Long, TreeMap<Long, Double>>> days = new TreeMap<>();
  private final Map<Key, DirtyDay> queue = new LinkedHashMap<>();
  private long mark;

  /**
   * @param properties that days are computed of; readings of others are passed over
   */
  PlayedDays(Set<String> properties, ZoneId zone) {
    this.properties = Set.copyOf(properties);
    this.zone = zone;
  }

  void register(DatastreamInfo info) {
    if (properties.contains(info.property())) {
      datastreams.put(info.id(), info);
      byThing.computeIfAbsent(info.thing(), t -> new ArrayList<>()).add(info);
    }
  }

  /** A reading that has arrived. */
  void take(long datastream, long timeMs, double value) {
    if (datastreams.containsKey(datastream)) {
      long day = Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate().toEpochDay();
      @Nullable Double known =
          days.computeIfAbsent(day, d -> new HashMap<>())
              .computeIfAbsent(datastream, d -> new TreeMap<>())
              .putIfAbsent(timeMs, value);
      if (known == null) {
        Key key = new Key(datastream, day);
        queue.put(key, new DirtyDay(datastream, day, ++mark));
      }
    }
  }

  /** Forgets the readings of days long past. */
  void forgetBefore(long epochDay) {
    days.keySet().removeIf(day -> day < epochDay - KEPT_DAYS);
  }

  @Override
  public List<DirtyDay> take(int max) {
    return queue.values().stream().limit(max).toList();
  }

  @Override
  public List<DirtyDay> takeBefore(long epochDay, int max) {
    return queue.values().stream().filter(day -> day.epochDay() < epochDay).limit(max).toList();
  }

  @Override
  public void done(List<DirtyDay> done) {
    done.forEach(day -> queue.remove(new Key(day.datastream(), day.epochDay()), day));
  }

  @Override
  public void forEach(Collection<Long> ids, long fromMs, long toMs, ObservationSink sink) {
    for (long datastream : ids.stream().sorted().toList()) {
      for (Map<Long, TreeMap<Long, Double>> day : days.values()) {
        day.getOrDefault(datastream, new TreeMap<>())
            .subMap(fromMs, toMs)
            .forEach((at, value) -> sink.take(at, datastream, at, value, null, 0));
      }
    }
  }

  @Override
  public Optional<DatastreamInfo> datastream(long id) {
    return Optional.ofNullable(datastreams.get(id));
  }

  @Override
  public List<DatastreamInfo> datastreamsOf(long thing) {
    return byThing.getOrDefault(thing, List.of());
  }

  @Override
  public Optional<ObservingThing> thing(long id) {
    return datastreamsOf(id).stream()
        .map(d -> new ObservingThing(id, "", d.kind(), d.division(), Double.NaN, Double.NaN, true))
        .findFirst();
  }

  @Override
  public List<ObservingThing> things() {
    throw notAsked();
  }

  @Override
  public List<DatastreamInfo> datastreams(String property, String division) {
    throw notAsked();
  }

  @Override
  public String unit(long datastream) {
    throw notAsked();
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public List<Observation> read(Query query) {
    throw notAsked();
  }

  @Override
  public long count(long datastream, long fromMs, long toMs) {
    throw notAsked();
  }

  @Override
  public Optional<Observation> find(long observationId) {
    throw notAsked();
  }

  @Override
  public Optional<Observation> latest(long datastream) {
    throw notAsked();
  }

  @Override
  public Optional<Extent> extent(long datastream) {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("days are read in bulk");
  }
}
