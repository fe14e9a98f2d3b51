package furong.bench;

import furong.store.Db;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.Locale;

/** Takes times, what a database wrote, and the memory of this process; says each as it comes. */
final class BenchTimer {

  /** Of many rounds, in ms. */
  record Times(int rounds, double p50, double p99, double max) {}

  /**
   * Seconds and what the database wrote.
   *
   * @param walMegabytes of its log: a measure of writing that does not hang on the machine
   */
  record Work(double seconds, double walMegabytes) {}

  private final PrintStream out;
  private final long begun = System.nanoTime();

  BenchTimer(PrintStream out) {
    this.out = out;
  }

  /** A line with the seconds since the beginning. */
  void say(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds(begun), line);
    out.flush();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  Work once(String what, Db db, Runnable work) {
    long wal = DbNumbers.wal(db);
    long from = System.nanoTime();
    work.run();
    Work done = new Work(seconds(from), (DbNumbers.wal(db) - wal) / 1e6);
    say("%s: %.2f s, %.1f MB written to the log", what, done.seconds(), done.walMegabytes());
    return done;
  }

  Times often(String what, int rounds, Runnable work) {
    double[] ms = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long from = System.nanoTime();
      work.run();
      ms[i] = seconds(from) * 1e3;
    }
    Arrays.sort(ms);
    // of 30 rounds the 99th hundredth is the largest
    double p99 = ms[Math.min(rounds - 1, rounds * 99 / 100)];
    Times times = new Times(rounds, ms[rounds / 2], p99, ms[rounds - 1]);
    say(
        "%s, %d rounds: p50 %.1f ms, p99 %.1f ms, max %.1f ms",
        what, rounds, times.p50(), times.p99(), times.max());
    return times;
  }

  static void forgetPeak() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** The most heap that was in use since {@link #forgetPeak}, with what was garbage by then. */
  static double peakMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        / 1e6;
  }
}
