package furong.observe;

import furong.base.DivisionCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A catalogue of what it is given: for trials and tests that hold a handful of things. It looks at
 * all of them to find those of a division, and remembers no moves.
 *
 * <pre>{@code
 * new MemoryCatalogue()
 *     .put(new ObservingThing(7, "荷塘站", "air-station", "510104017001", 104.2, 30.5, false))
 *     .put(pm25, "ug/m3")
 * }</pre>
 *
 * <p>Not for several threads.
 */
public final class MemoryCatalogue implements Catalogue {

  private final Map<Long, ObservingThing> things = new TreeMap<>();
  private final Map<Long, DatastreamInfo> datastreams = new TreeMap<>();
  private final Map<Long, String> units = new TreeMap<>();
  private long version;

  public MemoryCatalogue put(ObservingThing thing) {
    things.put(thing.id(), thing);
    version++;
    return this;
  }

  /**
   * @param unit as its maker wrote it
   */
  public MemoryCatalogue put(DatastreamInfo datastream, String unit) {
    datastreams.put(datastream.id(), datastream);
    units.put(datastream.id(), unit);
    version++;
    return this;
  }

  @Override
  public Optional<ObservingThing> thing(long id) {
    return Optional.ofNullable(things.get(id));
  }

  @Override
  public List<ObservingThing> things() {
    return List.copyOf(things.values());
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
  public List<DatastreamInfo> datastreams(String property, String division) {
    String stem = DivisionCode.stem(division);
    return datastreams.values().stream()
        .filter(d -> property.isEmpty() || d.property().equals(property))
        .filter(d -> d.division().startsWith(stem))
        .toList();
  }

  @Override
  public String unit(long datastream) {
    return units.getOrDefault(datastream, "");
  }

  @Override
  public long version() {
    return version;
  }
}
