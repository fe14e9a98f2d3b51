package furong.bench;

import furong.observe.BulkWorld;
import furong.observe.DatastreamInfo;
import furong.observe.DayChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Datastreams whose days are read in bulk; it answers no other questions than days ask. */
abstract class BulkDays extends BulkWorld implements DayChanges {

  private final Map<Long, DatastreamInfo> datastreams = new HashMap<>();
  private final Map<Long, List<DatastreamInfo>> byThing = new HashMap<>();

  final void known(DatastreamInfo info) {
    datastreams.put(info.id(), info);
    byThing.computeIfAbsent(info.thing(), t -> new ArrayList<>()).add(info);
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
  public void again(long datastream, long fromDay, long toDay) {
    throw notAsked();
  }
}
