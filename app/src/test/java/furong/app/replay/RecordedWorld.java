package furong.app.replay;

import furong.app.replay.Mapping.Station;
import furong.app.replay.Sample.Stream;
import furong.base.Transactions;
import furong.observe.BulkWorld;
import furong.observe.DatastreamInfo;
import furong.observe.DayChanges;
import furong.observe.DirtyDay;
import furong.observe.ObservationSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Recorded files as a history in memory, every day of it marked as changed. */
final class RecordedWorld extends BulkWorld implements DayChanges, Transactions {

  /** Readings of one datastream in order of time. */
  private static final class Column {
    private long[] timeMs = new long[1024];
    private double[] value = new double[1024];
    private int size;

    void add(long time, double reading) {
      if (size == timeMs.length) {
        timeMs = Arrays.copyOf(timeMs, size * 2);
        value = Arrays.copyOf(value, size * 2);
      }
      timeMs[size] = time;
      value[size++] = reading;
    }
  }

  private final ZoneId zone;
  private final Map<Long, DatastreamInfo> datastreams = new LinkedHashMap<>();
  private final Map<Long, Column> columns = new LinkedHashMap<>();
  private final Set<DirtyDay> dirty = new LinkedHashSet<>();

  private RecordedWorld(ZoneId zone) {
    this.zone = zone;
  }

  /** CO in ug/m3 is brought to the pack's mg/m3 by the factor of its datastream. */
  static RecordedWorld of(List<Path> files, List<Mapping> mappings, ZoneId zone)
      throws IOException {
    RecordedWorld world = new RecordedWorld(zone);
    Map<String, Long> things = new LinkedHashMap<>();
    Map<Stream, Long> ids = new LinkedHashMap<>();
    try (MergedSamples samples =
        MergedSamples.open(
            files,
            mappings,
            notice -> {
              throw new AssertionError(notice.toString());
            })) {
      Map<String, Mapping> byId = new LinkedHashMap<>();
      samples.mappings().forEach(m -> byId.put(m.id(), m));
      for (Sample s = samples.next(); s != null; s = samples.next()) {
        Stream stream = s.stream();
        Long id = ids.get(stream);
        if (id == null) {
          Mapping mapping = Objects.requireNonNull(byId.get(stream.mapping()));
          Station station = Objects.requireNonNull(mapping.stations().get(stream.station()));
          long thing = things.computeIfAbsent(stream.station(), k -> things.size() + 1L);
          id = 1000L + ids.size();
          ids.put(stream, id);
          double factor =
              stream.property().equals("air.co") && stream.unit().equals("ug/m3") ? 0.001 : 1;
          world.datastreams.put(
              id,
              new DatastreamInfo(
                  id,
                  thing,
                  stream.station(),
                  station.kind(),
                  stream.property(),
                  factor,
                  0,
                  station.division(),
                  0,
                  false));
          world.columns.put(id, new Column());
        }
        Objects.requireNonNull(world.columns.get(id)).add(s.timeMs(), s.value());
        long day = Instant.ofEpochMilli(s.timeMs()).atZone(zone).toLocalDate().toEpochDay();
        world.dirty.add(new DirtyDay(id, day, 1));
      }
    }
    return world;
  }

  int size() {
    return columns.values().stream().mapToInt(c -> c.size).sum();
  }

  @Override
  public List<DirtyDay> takeBefore(long epochDay, int max) {
    return dirty.stream().filter(day -> day.epochDay() < epochDay).limit(max).toList();
  }

  @Override
  public List<DirtyDay> take(int max) {
    return dirty.stream().limit(max).toList();
  }

  @Override
  public void again(long datastream, long fromDay, long toDay) {
    throw new UnsupportedOperationException("definitions stay");
  }

  @Override
  public void done(List<DirtyDay> days) {
    days.forEach(dirty::remove);
  }

  @Override
  public <T> T inOne(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void forEach(Collection<Long> ids, long fromMs, long toMs, ObservationSink sink) {
    for (long id : ids.stream().sorted().toList()) {
      Column column = Objects.requireNonNull(columns.get(id));
      int found = Arrays.binarySearch(column.timeMs, 0, column.size, fromMs);
      for (int i = found < 0 ? -found - 1 : found;
          i < column.size && column.timeMs[i] < toMs;
          i++) {
        sink.take(i, id, column.timeMs[i], column.value[i], null, 0);
      }
    }
  }

  @Override
  public Optional<DatastreamInfo> datastream(long id) {
    return Optional.ofNullable(datastreams.get(id));
  }

  @Override
  public List<DatastreamInfo> datastreamsOf(long thing) {
    List<DatastreamInfo> of = new ArrayList<>();
    datastreams.values().stream().filter(d -> d.thing() == thing).forEach(of::add);
    return of;
  }
}
