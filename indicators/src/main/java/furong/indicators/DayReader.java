package furong.indicators;

import furong.observe.Catalogue;
import furong.observe.Catalogue.Stood;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.observe.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads day statistics off the history: few large reads for many days.
 *
 * <p>Days that lie close together are read in one go for all datastreams asked for, so a replay of
 * six years costs a handful of reads. Memory: about 1 kB for each (thing, property, day) of one go.
 */
public final class DayReader {

  /** What was sent twice counts once; a clock that is ahead says nothing about the day. */
  private static final int COUNTS_NOT = Observation.DUPLICATE | Observation.FUTURE;

  /** One property of one thing on one day. */
  public record Key(long thing, String property, LocalDate day) {}

  /** Days further apart than this are read by themselves; a weekend without data does not part. */
  private static final int GAP_DAYS = 3;

  private final Catalogue catalogue;
  private final History history;
  private final Supplier<Map<String, DayRule>> rules;
  private final ZoneId zone;
  private final AsOf divisions;

  /** The code that a division had on a day: what has merged or split since is counted as it was. */
  @FunctionalInterface
  public interface AsOf {
    String code(String division, LocalDate day);
  }

  /** For a city whose divisions never changed. */
  public DayReader(Catalogue catalogue, History history, Map<String, DayRule> rules, ZoneId zone) {
    this(catalogue, history, () -> rules, zone, (code, day) -> code);
  }

  /**
   * @param rules those in force, by property
   */
  public DayReader(
      Catalogue catalogue,
      History history,
      Supplier<Map<String, DayRule>> rules,
      ZoneId zone,
      AsOf divisions) {
    this.divisions = divisions;
    this.catalogue = catalogue;
    this.history = history;
    this.rules = rules;
    this.zone = zone;
  }

  /** Datastreams that measure a property at a thing; usually one. */
  public List<DatastreamInfo> datastreams(long thing, String property) {
    return catalogue.datastreamsOf(thing).stream()
        .filter(d -> d.property().equals(property))
        .toList();
  }

  /**
   * The statistics of each key, in the order of the keys' days; a day without any is left out. Each
   * counts in one division: the one in which its thing stood at the end of the day.
   */
  public List<DayStat> stats(Collection<Key> keys) {
    List<DayStat> stats = new ArrayList<>(keys.size());
    Map<Long, List<Stood>> moved =
        catalogue.stood(keys.stream().map(Key::thing).distinct().toList()).stream()
            .collect(Collectors.groupingBy(Stood::thing));
    for (List<Key> together : close(keys)) {
      read(together)
          .forEach((key, day) -> {
            DatastreamInfo of = datastreams(key.thing(), key.property()).getFirst();
            DayStat stat =
                day.stat(
                    key.thing(),
                    key.property(),
                    divisions.code(
                        atEnd(key.day(), of.division(), moved.getOrDefault(key.thing(), List.of())),
                        key.day()),
                    of.simulated());
            if (stat.count() + stat.bad() > 0) {
              stats.add(stat);
            }
          });
    }
    return stats;
  }

  /** The division in which a thing stood when a day was over; of a running day, stands now. */
  private String atEnd(LocalDate day, String now, List<Stood> before) {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    return before.stream()
        .filter(stood -> !stood.until().isBefore(end))
        .findFirst()
        .map(Stood::division)
        .orElse(now);
  }

  /** The hours of one day; empty when no pack has a rule for the property. */
  public Optional<DayStatistics> day(Key key) {
    return Optional.ofNullable(read(List.of(key)).get(key));
  }

  private static List<List<Key>> close(Collection<Key> keys) {
    TreeMap<LocalDate, List<Key>> byDay = new TreeMap<>();
    keys.forEach(key -> byDay.computeIfAbsent(key.day(), d -> new ArrayList<>()).add(key));
    List<List<Key>> groups = new ArrayList<>();
    LocalDate before = LocalDate.MIN;
    for (Map.Entry<LocalDate, List<Key>> day : byDay.entrySet()) {
      if (groups.isEmpty() || day.getKey().toEpochDay() - before.toEpochDay() > GAP_DAYS) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().addAll(day.getValue());
      before = day.getKey();
    }
    return groups;
  }

  private Map<Key, DayStatistics> read(List<Key> keys) {
    Map<Key, DayStatistics> days = new HashMap<>();
    Map<Long, DatastreamInfo> streams = new HashMap<>();
    Set<LocalDate> dates = new LinkedHashSet<>();
    Map<String, DayRule> inForce = rules.get();
    for (Key key : keys) {
      DayRule rule = inForce.get(key.property());
      List<DatastreamInfo> of = datastreams(key.thing(), key.property());
      if (rule != null && !of.isEmpty()) {
        days.put(key, DayStatistics.of(rule, key.day(), zone));
        of.forEach(d -> streams.put(d.id(), d));
        dates.add(key.day());
      }
    }
    if (days.isEmpty()) {
      return days;
    }
    LocalDate first = dates.stream().min(Comparator.naturalOrder()).orElseThrow();
    LocalDate last = dates.stream().max(Comparator.naturalOrder()).orElseThrow();
    DayTable table = new DayTable(first, last, zone);
    Map<Long, DayStatistics[]> byStream = new HashMap<>();
    days.forEach((key, day) -> {
      for (DatastreamInfo d : datastreams(key.thing(), key.property())) {
        byStream
                .computeIfAbsent(d.id(), id -> new DayStatistics[table.size()])[
                table.index(key.day())] =
            day;
      }
    });
    Long[] ids = streams.keySet().toArray(Long[]::new);
    history.forEach(
        List.of(ids),
        table.startMs(0),
        table.startMs(table.size()),
        (id, datastream, timeMs, value, extra, flags) -> {
          DayStatistics day =
              Objects.requireNonNull(byStream.get(datastream))[table.indexAt(timeMs)];
          if (day != null && (flags & COUNTS_NOT) == 0) {
            DatastreamInfo of = Objects.requireNonNull(streams.get(datastream));
            day.add(datastream, timeMs, value * of.factor() + of.offset());
          }
        });
    return days;
  }

  /** Local midnights of a span of days, so that a time finds its day without a calendar. */
  private static final class DayTable {
    private final LocalDate first;
    private final long[] startMs;

    DayTable(LocalDate first, LocalDate last, ZoneId zone) {
      this.first = first;
      int days = (int) (last.toEpochDay() - first.toEpochDay()) + 1;
      this.startMs = new long[days + 1];
      for (int i = 0; i <= days; i++) {
        startMs[i] = first.plusDays(i).atStartOfDay(zone).toInstant().toEpochMilli();
      }
    }

    int size() {
      return startMs.length - 1;
    }

    long startMs(int i) {
      return startMs[i];
    }

    int index(LocalDate day) {
      return (int) (day.toEpochDay() - first.toEpochDay());
    }

    /** A day has 23 to 25 hours, so an even division is off by one at most. */
    int indexAt(long timeMs) {
      int i = (int) ((timeMs - startMs[0]) / 86_400_000L);
      i = Math.max(0, Math.min(i, size() - 1));
      while (timeMs < startMs[i]) {
        i--;
      }
      while (timeMs >= startMs[i + 1]) {
        i++;
      }
      return i;
    }
  }
}
