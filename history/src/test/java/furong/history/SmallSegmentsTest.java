package furong.history;

import static furong.history.HistoryWorld.MINUTE;
import static furong.history.HistoryWorld.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.History.Query;
import furong.observe.Observation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallSegmentsTest {

  /** 200 is 310 to the base of eight: three segments of 64, one of 8, none of one. */
  private static final int SEGMENTS = 200;

  @TempDir Path folder;

  @Test
  void manySmallSegmentsBecomeFewAndNothingIsLostOnTheWay() {
    HistoryWorld.empty();
    try (HistoryStore store = HistoryWorld.open(folder)) {
      for (int i = 0; i < SEGMENTS; i++) {
        long at = NEW_YEAR + i * MINUTE;
        store.segments().take(0, i, HistoryWorld.reading(1 + i % 3, i + 1, at, i, at));
        store.segments().flush();
      }
      int merges = 0;
      while (store.mergeOnce()) {
        merges++;
      }
      assertThat(merges).isEqualTo(SEGMENTS / 8 + SEGMENTS / 64);
      assertThat(store.holdings().segments()).isEqualTo(4);
      assertThat(store.holdings().rows()).isEqualTo(SEGMENTS);
      assertThat(store.history().read(Query.all(Query.ANY, SEGMENTS + 1)))
          .extracting(Observation::value)
          .hasSize(SEGMENTS)
          .isSorted();
    }
  }
}
