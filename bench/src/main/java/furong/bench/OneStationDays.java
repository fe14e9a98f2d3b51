package furong.bench;

import furong.observe.DatastreamInfo;
import furong.observe.DirtyDay;
import furong.observe.ObservationSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stations whose days are all statistics already, and of which single days are read again: each
 * read gives hourly readings and one that came late. The history itself has benches of its own.
 */
final class OneStationDays extends BulkDays {

  private static final long HOUR_MS = 3_600_000L;

  private final List<DirtyDay> queue = new ArrayList<>();
  private long mark;
  private double late;

  void station(long datastream, long thing, String property, String division) {
    known(
        new DatastreamInfo(
            datastream, thing, "", "air-station", property, 1, 0, division, 0, true));
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
}
