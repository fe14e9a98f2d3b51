package furong.steer.vitals;

import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.pack.Property;
import furong.steer.vitals.VitalViews.Sensors;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the sensors of a property that were heard within the property's expected silence. Asked
 * for the present, it reads the history once in half a minute for the whole city.
 */
public final class ReportingSensors {

  /** Half a minute: a tile's second line may be that old. */
  private static final Duration KEEP = Duration.ofSeconds(30);

  private record Heard(Instant at, Set<Long> datastreams) {}

  private final Catalogue catalogue;
  private final History history;
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();

  public ReportingSensors(Catalogue catalogue, History history) {
    this.catalogue = catalogue;
    this.history = history;
  }

  public Sensors count(Property property, String division, Instant at, boolean live) {
    List<DatastreamInfo> all = catalogue.datastreams(property.id(), division);
    Set<Long> reporting = live ? now(property, at) : heard(property, all, at);
    int n = (int) all.stream().filter(d -> reporting.contains(d.id())).count();
    return new Sensors(all.size(), n);
  }

  private Set<Long> now(Property property, Instant at) {
    return heard
        .compute(
            property.id(),
            (id, before) ->
                before != null && before.at().plus(KEEP).isAfter(at)
                    ? before
                    : new Heard(at, heard(property, catalogue.datastreams(id, ""), at)))
        .datastreams();
  }

  private Set<Long> heard(Property property, List<DatastreamInfo> of, Instant at) {
    Set<Long> found = new HashSet<>();
    if (!of.isEmpty()) {
      history.forEach(
          of.stream().map(DatastreamInfo::id).toList(),
          at.minus(property.expectedSilence()).toEpochMilli(),
          at.toEpochMilli() + 1,
          (id, datastream, timeMs, value, extra, flags) -> found.add(datastream));
    }
    return found;
  }
}
