package furong.cases;

import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import java.util.List;
import java.util.Optional;

/** The register of a {@link SmallCity}: its one station, which reads nothing by name. */
final class OneStation implements Catalogue {
  private static final ObservingThing THE_STATION =
      new ObservingThing(
          SmallCity.STATION, "荷塘站", "air-station", SmallCity.COMMUNITY_CODE, 104.2, 30.5, false);

  @Override
  public Optional<ObservingThing> thing(long id) {
    return id == SmallCity.STATION ? Optional.of(THE_STATION) : Optional.empty();
  }

  @Override
  public List<ObservingThing> things() {
    return List.of(THE_STATION);
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
  public String unit(long datastream) {
    return "";
  }

  @Override
  public long version() {
    return 1;
  }
}
