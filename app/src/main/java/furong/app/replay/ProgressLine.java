package furong.app.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** One line that says how far it is, how fast it goes and when it will be done. */
final class ProgressLine {

  /**
   * On a terminal the line is redrawn this often; elsewhere a new line comes every five seconds.
   */
  private static final long TERMINAL_MS = 250;

  private static final long LOG_MS = 5_000;

  private final PrintStream out;
  private final InstantSource clock;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long startedMs;
  private final long before;
  private long shownMs;

  /**
   * @param before readings that an earlier run sent; they do not count for the rate
   */
  ProgressLine(PrintStream out, InstantSource clock, long before) {
    this.out = out;
    this.clock = clock;
    this.before = before;
    this.startedMs = clock.millis();
  }

  /**
   * @param fraction part of the input that is read, 0 to 1
   * @param startFraction part that was read when this run began to send
   */
  void update(long sent, long atMs, long faults, double fraction, double startFraction) {
    long now = clock.millis();
    if (now - shownMs < (terminal ? TERMINAL_MS : LOG_MS)) {
      return;
    }
    shownMs = now;
    double seconds = Math.max(0.001, (now - startedMs) / 1000.0);
    double done = fraction - startFraction;
    String left = done <= 0 ? "?" : span((long) (seconds * (1 - fraction) / done));
    String text =
        String.format(
            Locale.ROOT,
            "%,d readings, at %s, %,.0f/s, %.0f%%, %s left%s",
            sent,
            Instant.ofEpochMilli(atMs),
            (sent - before) / seconds,
            fraction * 100,
            left,
            faults == 0 ? "" : ", " + faults + " faults");
    if (terminal) {
      out.print("\r" + text + "\u001b[K");
      out.flush();
    } else {
      out.println(text);
    }
  }

  void close(long sent) {
    double seconds = Math.max(0.001, (clock.millis() - startedMs) / 1000.0);
    String text =
        String.format(
            Locale.ROOT,
            "%,d readings in %s, %,.0f/s.",
            sent - before,
            span(Math.round(seconds)),
            (sent - before) / seconds);
    out.println(terminal ? "\r" + text + "\u001b[K" : text);
  }

  private static String span(long seconds) {
    Duration d = Duration.ofSeconds(seconds);
    return d.toHours() > 0
        ? d.toHours() + " h " + d.toMinutesPart() + " min"
        : d.toMinutes() > 0 ? d.toMinutes() + " min " + d.toSecondsPart() + " s" : seconds + " s";
  }
}
