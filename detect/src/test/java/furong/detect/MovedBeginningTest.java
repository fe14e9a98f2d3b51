package furong.detect;

import static furong.detect.World.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is withdrawn and comes true again is one alert that moves its beginning. A detector of gas
 * whose readings may be a minute late: a leak is two minutes at 25 %LEL or more, and one reading is
 * enough where no other was heard.
 */
class MovedBeginningTest {

  private static final String LEAK = "gas.leak";
  private static final long MINUTE = 60_000L;
  private final World world = new World();

  @BeforeEach
  void aDetector() {
    world.apply(World.register(1, 7, "gas.ch4-lel", "510107001001"));
  }

  private void reads(int minute, double value) {
    world.reads(1, START + minute * MINUTE, value);
  }

  /** {@code OPENED 2m since 2m}, with the time of the first change as the name of its alert. */
  private List<String> told() {
    return world.alerts.stream()
        .filter(a -> a.rule().equals(LEAK))
        .map(a -> a.kind() + " since " + (a.openedMs() - START) / MINUTE + "m")
        .toList();
  }

  private long names() {
    return world.alerts.stream()
        .filter(a -> a.rule().equals(LEAK))
        .map(AlertChange::alert)
        .distinct()
        .count();
  }

  private void withdrawn() {
    reads(0, 1);
    reads(2, 40); // alone in its two minutes
    reads(1, 5); // late: the two minutes were not at 25 throughout
    assertThat(told()).containsExactly("OPENED since 2m", "CLEARED since 2m");
  }

  @Test
  void whatComesTrueWithTheNextReadingIsTheSameAlert() {
    withdrawn();
    reads(3, 40);
    assertThat(told()).containsExactly("OPENED since 2m", "CLEARED since 2m", "LEVEL since 3m");
    assertThat(names()).isEqualTo(1);
    assertThat(world.alerts.getLast().alert())
        .as("called by the beginning that was told first")
        .isEqualTo(AlertChange.alertId(LEAK, 7, START + 2 * MINUTE));
    assertThat(world.alerts.getLast().reason()).endsWith("[beginning moved]");
  }

  @Test
  void whatComesTrueAfterItWasQuietIsAnother() {
    withdrawn();
    reads(3, 1);
    reads(4, 1); // two minutes after the withdrawal, more than the minute that readings may be late
    reads(6, 40);
    assertThat(told()).containsExactly("OPENED since 2m", "CLEARED since 2m", "OPENED since 6m");
    assertThat(names()).isEqualTo(2);
  }

  @Test
  void whatComesTrueAfterNothingWasHeardForLongIsAnother() {
    withdrawn();
    reads(2 + 1 + 61, 40); // an hour is the expected silence, a minute the lateness
    assertThat(told()).containsExactly("OPENED since 2m", "CLEARED since 2m", "OPENED since 64m");
    assertThat(names()).isEqualTo(2);
  }

  @Test
  void aLateReadingMayMoveTheBeginningOfWhatIsOpen() {
    reads(3, 40);
    reads(2, 40);
    assertThat(told()).containsExactly("OPENED since 3m", "LEVEL since 2m");
    assertThat(names()).isEqualTo(1);
  }

  @Test
  void aLateReadingThatMovesNothingTellsNothing() {
    reads(2, 40);
    reads(4, 40);
    reads(3, 40);
    assertThat(told()).containsExactly("OPENED since 2m");
  }

  @Test
  void theEndOfWhatMovedIsToldUnderItsName() {
    withdrawn();
    for (int minute = 3; minute < 6; minute++) {
      reads(minute, 40);
    }
    for (int minute = 6; minute < 40; minute++) {
      reads(minute, 1);
    }
    assertThat(told())
        .containsExactly(
            "OPENED since 2m", "CLEARED since 2m", "LEVEL since 3m", "CLEARED since 3m");
    assertThat(names()).isEqualTo(1);
    assertThat(world.alerts)
        .filteredOn(a -> a.rule().equals(LEAK))
        .extracting(a -> a.kind() + " " + a.atMs())
        .doesNotHaveDuplicates();
  }

  @Test
  void aRestartBetweenTheTwoKeepsTheName() throws IOException {
    withdrawn();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    world.state.encode(new DataOutputStream(bytes));
    world.state =
        ShardState.decode(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    reads(3, 40);
    assertThat(told()).containsExactly("OPENED since 2m", "CLEARED since 2m", "LEVEL since 3m");
    assertThat(names()).isEqualTo(1);
  }
}
