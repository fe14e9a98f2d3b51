package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.detect.Standing;
import furong.detect.StandingStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of standings promises. */
abstract class StandingStoreContract {

  abstract StandingStore store();

  private static Standing standing(int shard, String rule, String division, int ok, int cannot) {
    return new Standing(shard, rule, division, ok, 0, 0, cannot, 1_000L * (shard + 1));
  }

  @Test
  void addsUpOverShardsAndTakesTheLastOfEach() {
    store().put(List.of(standing(0, "air.a", "510104017", 9, 9)));
    store()
        .put(
            List.of(
                standing(0, "air.a", "510104017", 5, 5),
                standing(0, "air.a", "510104017", 3, 1),
                standing(1, "air.a", "510104017", 4, 2),
                standing(0, "airport.a", "510104017", 1, 1)));
    assertThat(store().list("air", List.of()))
        .containsExactly(new Standing(0, "air.a", "510104017", 7, 0, 0, 3, 2_000));
  }

  @Test
  void countsOnlyWhatLiesWithin() {
    store()
        .put(
            List.of(
                standing(0, "air.a", "510104017", 1, 0),
                standing(0, "air.a", "510105003", 2, 0),
                standing(0, "air.b", "510105003", 0, 0)));
    assertThat(store().list("air", List.of("510105")))
        .extracting(Standing::division)
        .containsExactly("510105003");
    assertThat(store().list("air", List.of("510100"))).hasSize(2);
    assertThat(store().list("air", List.of("510106"))).isEmpty();
  }
}
