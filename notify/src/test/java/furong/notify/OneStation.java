package furong.notify;

import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import java.util.List;
import java.util.Optional;

/** A catalogue of thing 7, an air station in the western street; it has no datastreams. */
public final class OneStation implements Catalogue {
  private static final ObservingThing STATION =
      new ObservingThing(7, "荷塘站", "air-station", SmallTown.WEST_STREET, 104.2, 30.5, false);

  @Override
  public Optional<ObservingThing> thing(long id) {
    return Optional.of(STATION);
  }

  @Override
  public List<ObservingThing> things() {
    return List.of(STATION);
  }

  @Override
  public Optional<DatastreamInfo> datastream(long id) {
    return Optional.empty();
  }

  @Override
  public List<DatastreamInfo> datastreamsOf(long thing) {
    return List.of();
  }

  @Override
  public List<DatastreamInfo> datastreams(String property, String division) {
    return List.of();
  }

  @Override
  public String unit(long id) {
    return "";
  }

  @Override
  public long version() {
    return 0;
  }
}
