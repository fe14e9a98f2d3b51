package furong.sense.devices;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.observe.ReadingBlock;
import furong.sense.devices.ReadingsListener.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsListenerTest {

  private static final Duration NOW = Duration.ZERO;

  private final ReadingsHub hub = new ReadingsHub();

  private static ReadingBlock block(long datastream, int count, double first) {
    ReadingBlock block = new ReadingBlock(count);
    for (int i = 0; i < count; i++) {
      block.add(datastream, i, i, first + i, null);
    }
    return block;
  }

  private ReadingsListener listenTo(long datastream) {
    return ((Result.Ok<ReadingsListener>) hub.join(new ReadingsListener(id -> id == datastream)))
        .value();
  }

  @Test
  void itHearsWhatItWantsAndNothingElse() throws InterruptedException {
    ReadingsListener seven = listenTo(7);
    hub.taken(Arrays.asList(block(7, 2, 10), null, block(8, 3, 20)));
    Look look = seven.look(NOW);
    assertThat(look.matched()).isEqualTo(2);
    assertThat(look.rows()).extracting(ReadingsListener.Row::value).containsExactly(10.0, 11.0);
    assertThat(look.dropped()).isZero();
    assertThat(seven.look(NOW)).isEqualTo(new Look(0, List.of(), 0));
  }

  @Test
  void ofManyTheNewestAreShownAndAllAreCounted() throws InterruptedException {
    ReadingsListener seven = listenTo(7);
    hub.taken(List.of(block(7, 300, 0), block(7, 700, 300)));
    Look look = seven.look(NOW);
    assertThat(look.matched()).isEqualTo(1_000);
    // 1,000 less 50
    assertThat(look.rows())
        .hasSize(50)
        .first()
        .extracting(ReadingsListener.Row::value)
        .isEqualTo(950.0);
  }

  @Test
  void whatComesFasterThanItLooksIsDroppedAndCounted() throws InterruptedException {
    ReadingsListener slow = listenTo(7);
    for (int i = 0; i < 25; i++) {
      hub.taken(List.of(block(7, 1_000, i * 1_000)));
    }
    // 20 of 25 blocks wait
    Look look = slow.look(NOW);
    assertThat(look.matched()).isEqualTo(20_000);
    assertThat(look.dropped()).isEqualTo(5_000);
    hub.taken(List.of(block(7, 1, 1)));
    assertThat(slow.look(NOW)).extracting(Look::matched, Look::dropped).containsExactly(1L, 0L);
  }

  @Test
  void oneBlockLargerThanAllThatMayWaitIsTakenAlone() throws InterruptedException {
    ReadingsListener seven = listenTo(7);
    hub.taken(List.of(block(7, 30_000, 0), block(7, 10, 0)));
    assertThat(seven.look(NOW))
        .extracting(Look::matched, Look::dropped)
        .containsExactly(30_000L, 10L);
  }

  @Test
  void whoLeftHearsNothingAndAHundredAreEnough() throws InterruptedException {
    ReadingsListener gone = listenTo(7);
    hub.leave(gone);
    hub.taken(List.of(block(7, 1, 1)));
    assertThat(gone.look(NOW).matched()).isZero();
    List<Result<ReadingsListener>> all = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      all.add(hub.join(new ReadingsListener(id -> true)));
    }
    assertThat(all.subList(0, 100)).allMatch(r -> r instanceof Result.Ok);
    assertThat(all.getLast()).isInstanceOf(Result.Refused.class);
  }
}
