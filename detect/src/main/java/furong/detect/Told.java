package furong.detect;

import furong.observe.IndicatorFigure;
import java.util.List;

/**
 * What came of one shard since the last time it was asked, for rules across things.
 *
 * @param tickMs wall time of the tick that ends it; {@link #NO_TICK} when time did not pass
 * @param versions by which versions of the packs the shard is judged at its end; empty for those
 *     that the stream came with
 */
public record Told(
    long tickMs,
    String versions,
    List<Fact> facts,
    List<AlertChange> alerts,
    List<VitalWindow> vitals,
    List<IndicatorFigure> figures) {

  /** In place of a time. */
  public static final long NO_TICK = 0;

  public Told {
    facts = List.copyOf(facts);
    alerts = List.copyOf(alerts);
    vitals = List.copyOf(vitals);
    figures = List.copyOf(figures);
  }

  /** Of a stream whose packs stay as they are, without figures. */
  public Told(long tickMs, List<Fact> facts, List<AlertChange> alerts, List<VitalWindow> vitals) {
    this(tickMs, "", facts, alerts, vitals, List.of());
  }
}
