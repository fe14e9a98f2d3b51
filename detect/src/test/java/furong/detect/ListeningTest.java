package furong.detect;

import static furong.detect.World.HOUR;
import static furong.detect.World.START;
import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nobody is silent while nobody listens. A station that is silent after three hours, in a city that
 * stands still for five.
 */
class ListeningTest {

  private static final String SILENT = "air.sensor-silent";
  private static final long MINUTE = 60_000L;
  private final World world = new World();

  @BeforeEach
  void aStation() {
    world.apply(World.register(1, 7, "air.pm25", "510107001001"));
  }

  /** Heard until the first hour, then no city for five. */
  private void standsStill() {
    world.reads(1, START, 40);
    world.reads(1, START + HOUR, 40);
    world.ticks(START + HOUR + MINUTE);
    world.standsStillUntil(START + 6 * HOUR);
  }

  private String standing() {
    Standing s = world.standings.stream().filter(a -> a.rule().equals(SILENT)).toList().getLast();
    return s.ok() + " " + s.pending() + " " + s.firing() + " " + s.cannotJudge();
  }

  @Test
  void whoResumesWasNotSilent() {
    standsStill();
    world.reads(1, START + 6 * HOUR + MINUTE, 40);
    world.ticks(START + 9 * HOUR);
    assertThat(world.told(SILENT)).isEmpty();
  }

  @Test
  void whoResumesBeforeTheFirstTickWasNotSilent() {
    world.reads(1, START, 40);
    world.ticks(START + HOUR);
    world.reads(1, START + 6 * HOUR, 40);
    world.ticks(START + 9 * HOUR);
    assertThat(world.told(SILENT)).isEmpty();
  }

  @Test
  void whoDoesNotResumeIsSilentAfterHisTimeFromTheRestart() {
    standsStill();
    world.ticks(START + 9 * HOUR); // three hours
    assertThat(world.told(SILENT)).isEmpty();
    world.ticks(START + 9 * HOUR + 10_000);
    assertThat(world.told(SILENT)).containsExactly("OPENED 9h IV");
    world.reads(1, START + 10 * HOUR, 40);
    assertThat(world.told(SILENT)).containsExactly("OPENED 9h IV", "CLEARED 10h IV");
  }

  @Test
  void untilThenItCannotBeJudged() {
    standsStill();
    assertThat(standing()).isEqualTo("0 0 0 1");
    world.ticks(START + 9 * HOUR + 10_000);
    assertThat(standing()).isEqualTo("0 0 1 0");
  }

  @Test
  void whoResumesIsJudgedAgain() {
    standsStill();
    world.reads(1, START + 6 * HOUR + MINUTE, 40);
    world.ticks(START + 6 * HOUR + 2 * MINUTE);
    assertThat(standing()).isEqualTo("1 0 0 0");
  }

  @Test
  void anAlertThatWasOpenStaysAndEndsAsUsual() {
    world.reads(1, START, 40);
    world.ticks(START + 4 * HOUR);
    world.standsStillUntil(START + 9 * HOUR);
    world.ticks(START + 14 * HOUR);
    assertThat(world.told(SILENT)).containsExactly("OPENED 3h IV");
    world.reads(1, START + 15 * HOUR, 40);
    assertThat(world.told(SILENT)).containsExactly("OPENED 3h IV", "CLEARED 15h IV");
  }

  @Test
  void aStopOfTenMinutesIsNone() {
    world.reads(1, START, 40);
    world.ticks(START + HOUR);
    world.standsStillUntil(START + HOUR + 10 * MINUTE);
    world.ticks(START + 3 * HOUR + 10_000);
    assertThat(world.told(SILENT)).containsExactly("OPENED 3h IV");
  }

  @Test
  void aStopBeforeWhatWasHeardLastMovesNothing() {
    standsStill();
    world.reads(1, START + 6 * HOUR + MINUTE, 40);
    world.reads(1, START + 7 * HOUR, 40);
    world.ticks(START + 10 * HOUR + 10_000);
    assertThat(world.told(SILENT)).containsExactly("OPENED 10h IV");
  }

  @Test
  void aClockThatWasWrongForAMomentHidesNoSilence() {
    world.reads(1, START, 40);
    world.ticks(START + HOUR);
    world.apply(new LogRecord.Tick(START + 9_000 * HOUR));
    world.apply(new LogRecord.Tick(START + HOUR + MINUTE)); // put back
    assertThat(world.told(SILENT)).isEmpty();
    world.ticks(START + 5 * HOUR);
    assertThat(world.told(SILENT)).hasSize(1);
  }

  @Test
  void theAbsenceOfTodayHidesNoGapInHistory() {
    standsStill();
    world.apply(World.register(2, 8, "air.pm25", "510107001001"));
    ReadingBlock old = new ReadingBlock(2);
    old.add(2, 1, START - 9_000 * HOUR, 40, null);
    old.add(2, 2, START - 8_990 * HOUR, 40, null);
    world.apply(new LogRecord.Readings(START + 6 * HOUR, "", old));
    world.ticks(START + 7 * HOUR);
    assertThat(world.told(SILENT)).containsExactly("OPENED -8997h IV", "CLEARED -8990h IV");
  }

  @Test
  void aStateThatWasWrittenDownKnowsOfTheAbsence() throws IOException {
    standsStill();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    world.state.encode(new DataOutputStream(bytes));
    world.state =
        ShardState.decode(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    world.ticks(START + 9 * HOUR);
    assertThat(world.told(SILENT)).isEmpty();
    world.ticks(START + 9 * HOUR + 10_000);
    assertThat(world.told(SILENT)).containsExactly("OPENED 9h IV");
  }
}
