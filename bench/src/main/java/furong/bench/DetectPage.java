package furong.bench;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A result of {@link DetectBench} as tables: each pack, and each rule with what it waits for. */
final class DetectPage {

  /** The longest id of a rule, lifeline.bridge-beyond-design, has 29 letters. */
  private static final String WIDE = "%-30s";

  private final PrintStream out;

  DetectPage(PrintStream out) {
    this.out = out;
  }

  void print(DetectBench.Result r) {
    out.printf(
        Locale.ROOT,
        "seed %d: %d days, %d sensors, %,d readings, %d incidents, %d near misses and %d faults"
            + " planted (all simulated); left out %s; %.1f us of CPU a reading, half of it the simulator%n%n",
        r.options().seed(),
        r.options().days(),
        r.options().devices(),
        r.readings(),
        r.planted(),
        r.nearMisses(),
        r.faults(),
        r.leftOut(),
        r.cpuMicrosPerReading());
    head("pack");
    r.packs().forEach(this::row);
    row("all", r.total());
    out.println();
    head("rule");
    for (DetectBench.OfRule of : r.rules()) {
      if (!of.judged()) {
        out.printf(Locale.ROOT, WIDE + " cannot judge: waits for %s%n", of.rule(), of.waitsFor());
      } else if (of.row().equals(DetectScore.NOTHING)) {
        out.printf(Locale.ROOT, WIDE + " no incident planted, no alert%n", of.rule());
      } else {
        row(of.rule(), of.row());
      }
    }
    out.println();
    sample("missed", r.missed());
    sample("false", r.falseAlerts());
    sample("twice", r.duplicates());
  }

  private void head(String first) {
    out.printf(
        Locale.ROOT,
        WIDE + " %8s %6s %6s %6s %5s %6s %9s %9s %9s %9s%n",
        first,
        "expected",
        "found",
        "missed",
        "false",
        "twice",
        "near",
        "recall",
        "precision",
        "delay p50",
        "p90");
  }

  private void row(String pack, DetectScore.Row row) {
    out.printf(
        Locale.ROOT,
        WIDE + " %8d %6d %6d %6d %5d %6d %9.4f %9.4f %8.0fs %8.0fs%n",
        pack,
        row.expected(),
        row.found(),
        row.expected() - row.found(),
        row.falseAlerts(),
        row.duplicates(),
        row.near(),
        row.recall(),
        row.precision(),
        row.delayP50(),
        row.delayP90());
  }

  private void sample(String name, List<DetectScore.Wrong> all) {
    for (DetectScore.Wrong w : all.subList(0, Math.min(10, all.size()))) {
      out.println(
          name
              + ": "
              + w.rule()
              + " sensor "
              + w.sensor()
              + " "
              + Instant.ofEpochMilli(w.atMs())
              + " "
              + w.what());
    }
  }
}
