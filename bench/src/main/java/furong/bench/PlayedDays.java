package furong.bench;

import furong.observe.DatastreamInfo;
import furong.observe.DirtyDay;
import furong.observe.ObservationSink;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The readings of the last days of a played world, for those who compute days of them: what comes
 * twice is there once, and a day that got a reading is in the queue.
 *
 * <p>It keeps a few days alone, and answers no other questions than those that days ask.
 */
final class PlayedDays extends BulkDays {

  /** Nothing arrives later than half an hour after it was read; a day more is memory, not need. */
  private static final int KEPT_DAYS = 2;

  private record Key(long datastream, long epochDay) {}

  private final Set<String> properties;
  private final ZoneId zone;
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
      known(info);
    }
  }

  /** A reading that has arrived. */
  void take(long datastream, long timeMs, double value) {
    if (datastream(datastream).isPresent()) {
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
}
