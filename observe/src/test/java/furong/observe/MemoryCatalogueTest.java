package furong.observe;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.Catalogue.ObservingThing;
import org.junit.jupiter.api.Test;

class MemoryCatalogueTest {

  private static final String EAST = "990102001";
  private static final String WEST = "990101001";

  private final MemoryCatalogue catalogue =
      new MemoryCatalogue()
          .put(new ObservingThing(2, "东站", "air-station", EAST, 104.2, 30, false))
          .put(new ObservingThing(1, "西站", "air-station", WEST, 104, 30, false))
          .put(datastream(20, 2, "air.pm25", EAST), "ug/m3")
          .put(datastream(11, 1, "air.o3", WEST), "ppb")
          .put(datastream(10, 1, "air.pm25", WEST), "ug/m3");

  private static DatastreamInfo datastream(long id, long thing, String property, String division) {
    return new DatastreamInfo(id, thing, "", "air-station", property, 1, 0, division, 0, false);
  }

  @Test
  void findsWhatLiesInOrBelowADivision() {
    assertThat(catalogue.datastreams("air.pm25", "990100"))
        .extracting(DatastreamInfo::id)
        .containsExactly(10L, 20L);
    assertThat(catalogue.datastreams("air.pm25", "990101"))
        .extracting(DatastreamInfo::id)
        .containsExactly(10L);
    assertThat(catalogue.datastreams("", WEST))
        .extracting(DatastreamInfo::id)
        .containsExactly(10L, 11L);
    assertThat(catalogue.datastreams("air.pm25", "990103")).isEmpty();
    assertThat(catalogue.datastreamCount()).isEqualTo(3);
  }

  @Test
  void knowsThingsByIdAndWhatTheyObserve() {
    assertThat(catalogue.things()).extracting(ObservingThing::id).containsExactly(1L, 2L);
    assertThat(catalogue.thing(3)).isEmpty();
    assertThat(catalogue.datastreamsOf(1)).extracting(DatastreamInfo::id).containsExactly(10L, 11L);
    assertThat(catalogue.unit(11)).isEqualTo("ppb");
    assertThat(catalogue.unit(12)).isEmpty();
  }

  @Test
  void everyChangeMovesTheVersion() {
    long before = catalogue.version();
    catalogue.put(new ObservingThing(3, "南站", "air-station", EAST, 104.1, 29.9, false));
    assertThat(catalogue.version()).isGreaterThan(before);
  }
}
