package furong.indicators;

import furong.base.Transactions;
import furong.observe.BulkWorld;
import furong.observe.DatastreamInfo;
import furong.observe.DayChanges;
import furong.observe.DirtyDay;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A city of a few stations in memory. Observations are added by station, property and local day;
 * the day is marked as changed like the historian does it.
 */
final class SmallWorld extends BulkWorld implements DayChanges, Transactions {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Map<Long, DatastreamInfo> datastreams = new LinkedHashMap<>();
  private final Map<Long, List<Observation>> observations = new LinkedHashMap<>();
  private final Map<Long, Map<Long, DirtyDay>> dirty = new LinkedHashMap<>();
  private final Map<Long, Set<LocalDate>> ever = new LinkedHashMap<>();
  private final List<Stood> stood = new ArrayList<>();
  private long mark;
  private long nextId = 1;

  long station(long thing, String division, String property, boolean simulated, double factor) {
    long id = 100 + datastreams.size();
    datastreams.put(
        id,
        new DatastreamInfo(
            id, thing, "", "air-station", property, factor, 0, division, 0, simulated));
    return id;
  }

  /** A thing moves; its days from then on are marked, as those of a running city are. */
  void move(long thing, String division, Instant at) {
    String was = datastreamsOf(thing).getFirst().division();
    stood.add(new Stood(thing, at, was));
    datastreams.replaceAll((id, d) ->
        d.thing() != thing
            ? d
            : new DatastreamInfo(
                id, thing, "", d.kind(), d.property(), d.factor(), 0, division, 0, d.simulated()));
    LocalDate day = at.atZone(ZONE).toLocalDate();
    datastreamsOf(thing)
        .forEach(d ->
            List.copyOf(ever.getOrDefault(d.id(), Set.of())).stream()
                .filter(each -> !each.isBefore(day))
                .forEach(each -> changed(d.id(), each)));
  }

  @Override
  public List<Stood> stood(Collection<Long> things) {
    return stood.stream()
        .filter(s -> things.contains(s.thing()))
        .sorted(Comparator.comparingLong(Stood::thing).thenComparing(Stood::until))
        .toList();
  }

  /** 24 hourly readings of the same value. */
  void day(long datastream, String day, double value) {
    hours(datastream, day, 24, value);
  }

  void hours(long datastream, String day, int hours, double value) {
    LocalDate date = LocalDate.parse(day);
    long start = date.atStartOfDay(ZONE).toInstant().toEpochMilli();
    List<Observation> of = observations.computeIfAbsent(datastream, d -> new ArrayList<>());
    for (int h = 0; h < hours; h++) {
      of.add(new Observation(nextId++, datastream, start + h * 3_600_000L, value, null, 0));
    }
    changed(datastream, date);
  }

  /** One reading at an instant, with the flags that ingest would give it. */
  void reading(long datastream, long timeMs, double value, int flags) {
    Observation one = new Observation(nextId++, datastream, timeMs, value, null, flags);
    observations.computeIfAbsent(datastream, d -> new ArrayList<>()).add(one);
    changed(datastream, localDay(one));
  }

  /** Another value in place of one that is there. */
  void correct(Observation old, double value) {
    List<Observation> of = observations.getOrDefault(old.datastream(), new ArrayList<>());
    of.remove(old);
    of.add(new Observation(old.id(), old.datastream(), old.timeMs(), value, null, old.flags()));
    changed(old.datastream(), localDay(old));
  }

  /** All that is there of a datastream. */
  List<Observation> of(long datastream) {
    return List.copyOf(observations.getOrDefault(datastream, List.of()));
  }

  /** Marks every day that ever changed once more, for a computation from nothing. */
  void everythingChanged() {
    ever.forEach((datastream, days) -> List.copyOf(days).forEach(day -> changed(datastream, day)));
  }

  void forget(long datastream, String day) {
    LocalDate date = LocalDate.parse(day);
    observations
        .getOrDefault(datastream, new ArrayList<>())
        .removeIf(o -> localDay(o).equals(date));
    changed(datastream, date);
  }

  private static LocalDate localDay(Observation o) {
    return Instant.ofEpochMilli(o.timeMs()).atZone(ZONE).toLocalDate();
  }

  private void changed(long datastream, LocalDate day) {
    ever.computeIfAbsent(datastream, d -> new TreeSet<>()).add(day);
    dirty
        .computeIfAbsent(datastream, d -> new LinkedHashMap<>())
        .put(day.toEpochDay(), new DirtyDay(datastream, day.toEpochDay(), ++mark));
  }

  int waiting() {
    return dirty.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public void again(long datastream, long fromDay, long toDay) {
    for (long day = fromDay; day <= toDay; day++) {
      changed(datastream, LocalDate.ofEpochDay(day));
    }
  }

  @Override
  public List<DirtyDay> take(int max) {
    return takeBefore(Long.MAX_VALUE, max);
  }

  @Override
  public List<DirtyDay> takeBefore(long epochDay, int max) {
    return dirty.values().stream()
        .flatMap(days -> days.values().stream())
        .filter(day -> day.epochDay() < epochDay)
        .sorted(Comparator.comparingLong(DirtyDay::mark))
        .limit(max)
        .toList();
  }

  @Override
  public void done(List<DirtyDay> days) {
    days.forEach(
        d -> dirty.getOrDefault(d.datastream(), new LinkedHashMap<>()).remove(d.epochDay(), d));
  }

  @Override
  public <T> T inOne(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void forEach(Collection<Long> ids, long fromMs, long toMs, ObservationSink sink) {
    ids.stream()
        .sorted()
        .flatMap(id -> observations.getOrDefault(id, List.of()).stream())
        .filter(o -> o.timeMs() >= fromMs && o.timeMs() < toMs)
        .sorted(
            Comparator.comparingLong(Observation::datastream)
                .thenComparingLong(Observation::timeMs)
                .thenComparingLong(Observation::id))
        .forEach(o -> sink.take(o.id(), o.datastream(), o.timeMs(), o.value(), null, o.flags()));
  }

  @Override
  public Optional<DatastreamInfo> datastream(long id) {
    return Optional.ofNullable(datastreams.get(id));
  }

  @Override
  public List<DatastreamInfo> datastreamsOf(long thing) {
    return datastreams.values().stream().filter(d -> d.thing() == thing).toList();
  }

  @Override
  public Optional<ObservingThing> thing(long id) {
    return datastreamsOf(id).stream()
        .map(d ->
            new ObservingThing(
                id, "", d.kind(), d.division(), Double.NaN, Double.NaN, d.simulated()))
        .findFirst();
  }
}
