package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import org.junit.jupiter.api.Test;

/**
 * What a reading costs. The limits are loose, for busy machines; the printed figures are what to
 * look at. CPU time of this thread is measured, not the wall clock.
 */
class SpeedTest {

  /** Ten times the two microseconds that the house's aim of 100,000 readings a second allows. */
  private static final double LIMIT_NANOS = 20_000;

  private static final int STREAMS = 5_000;

  private static double nanosPerReading(String property, double low, double high, long stepMs) {
    World world = new World();
    for (int s = 0; s < STREAMS; s++) {
      world.apply(World.register(s + 1, s + 1, property, "5101070010" + (10 + s % 90)));
    }
    var cpu = java.lang.management.ManagementFactory.getThreadMXBean();
    long counted = 0;
    long start = 0;
    int rounds = 120;
    for (int round = 0; round < rounds; round++) {
      if (round == rounds / 2) {
        start = cpu.getCurrentThreadCpuTime(); // warm by now
      }
      long time = World.START + round * stepMs;
      for (int first = 0; first < STREAMS; first += 500) {
        ReadingBlock block = new ReadingBlock(500);
        for (int s = first; s < first + 500; s++) {
          block.add(s + 1, round * STREAMS + s, time, low + (s * 7 + round) % (high - low), null);
        }
        world.apply(new LogRecord.Readings(time, "", block));
      }
      world.apply(new LogRecord.Tick(time));
      if (round >= rounds / 2) {
        counted += STREAMS;
      }
      world.vitals.clear();
    }
    return (double) (cpu.getCurrentThreadCpuTime() - start) / counted;
  }

  @Test
  void aReadingThatNoRuleLooksAtIsCheap() {
    double nanos = nanosPerReading("sensing.air-temperature", 10, 30, 60_000);
    System.out.printf("detect: %.0f ns of CPU per reading without a rule%n", nanos);
    assertThat(nanos).isLessThan(LIMIT_NANOS);
  }

  @Test
  void aReadingThatThreeRulesLookAtIsAffordable() {
    double nanos = nanosPerReading("air.pm25", 20, 90, 5 * 60_000);
    System.out.printf("detect: %.0f ns of CPU per reading with three rules%n", nanos);
    assertThat(nanos).isLessThan(LIMIT_NANOS);
  }
}
