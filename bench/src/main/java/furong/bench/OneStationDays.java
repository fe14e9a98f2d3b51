package furong.bench;

import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.DayChanges;
import furong.observe.DirtyDay;
import furong.observe.Extent;
import furong.observe.History;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stations whose days are all statistics already, and of which single days are read again: each
 * read gives hourly readings and one that came late. The history itself has benches of its own.
 */
final class OneStationDays implements Catalogue, History, DayChanges {

  private static final long HOUR_MS = 3_600_000L;

  private final Map<Long, DatastreamInfo> datastreams = new HashMap<>();
  private final Map<Long, List<DatastreamInfo>> byThing = new HashMap<>();
  private final List<DirtyDay> queue = new ArrayList<>();
  private long mark;
  private double late;

  void station(long datastream, long thing, String property, String division) {
    DatastreamInfo info =
        new DatastreamInfo(datastream, thing, "", "air-station", property, 1, 0, division, 0, true);
    datastreams.put(datastream, info);
    byThing.computeIfAbsent(thing, t -> new ArrayList<>()).add(info);
  }

  /** An observation of a past day comes in. */
  void late(long datastream, long epochDay, double value) {
    late = value;
    queue.add(new DirtyDay(datastream, epochDay, ++mark));
  }

  @Override
  public List<DirtyDay> take(int max) {
    return List.copyOf(queue.subList(0, Math.min(max, queue.size())));
  }

  @Override
  public List<DirtyDay> takeBefore(long epochDay, int max) {
    return queue.stream().filter(day -> day.epochDay() < epochDay).limit(max).toList();
  }

  @Override
  public void done(List<DirtyDay> days) {
    queue.removeAll(days);
  }

  @Override
  public void forEach(Collection<Long> ids, long fromMs, long toMs, ObservationSink sink) {
    long id = 0;
    for (long datastream : ids.stream().sorted().toList()) {
      for (long at = fromMs; at < toMs; at += HOUR_MS) {
        sink.take(++id, datastream, at, 40 + at / HOUR_MS % 7, null, 0);
      }
      sink.take(++id, datastream, toMs - 1, late, null, 0);
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
    return new UnsupportedOperationException("figures read days in bulk");
  }
}
