package furong.store.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentChangesTest {

  private final RecentChanges recent = new RecentChanges();

  @Test
  void itKnowsWhatChangedAfterAVersion() {
    recent.all(1);
    recent.add(2, List.of(7L));
    recent.add(3, List.of(8L, 9L));
    assertThat(recent.since(1)).contains(Set.of(7L, 8L, 9L));
    assertThat(recent.since(2)).contains(Set.of(8L, 9L));
    assertThat(recent.since(3)).contains(Set.of());
  }

  @Test
  void beforeItWasFilledEverythingMayHaveChanged() {
    recent.add(4, List.of(7L));
    recent.all(5);
    assertThat(recent.since(4)).isEmpty();
    assertThat(recent.since(5)).contains(Set.of());
  }

  @Test
  void whatIsTooLongAgoIsNotKnownAnyMore() {
    recent.all(1);
    recent.add(2, List.of(7L));
    // with these a hundred thousand and one are more than are remembered: version 2 is forgotten
    recent.add(3, LongStream.range(0, 100_000).boxed().toList());
    assertThat(recent.since(1)).isEmpty();
    assertThat(recent.since(2)).hasValueSatisfying(all -> assertThat(all).hasSize(100_000));
    recent.add(4, LongStream.range(0, 100_001).boxed().toList());
    assertThat(recent.since(3)).isEmpty();
  }
}
