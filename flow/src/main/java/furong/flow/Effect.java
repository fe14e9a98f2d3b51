package furong.flow;

import furong.detect.AlertChange;
import furong.detect.Fact;
import furong.detect.Standing;
import furong.detect.VitalWindow;
import furong.observe.IndicatorFigure;
import furong.observe.LogRecord;

/** One outcome of the stream, on its way to be applied to the record. */
public sealed interface Effect {

  /** An alert opened, changed its level or cleared. Key: (alert, kind, atMs). */
  record OfAlert(AlertChange change) implements Effect {}

  /** A window of a vital sign, absolute. Key: (shard, division, property, startMs). */
  record OfVital(VitalWindow window) implements Effect {}

  /** What a thing says to a rule across things. Stays within the stream. */
  record OfFact(Fact fact) implements Effect {}

  /** What an indicator came to. Stays within the stream. */
  record OfFigure(IndicatorFigure figure) implements Effect {}

  /** A shard came to other versions of packs. Stays within the stream. */
  record OfReleased(LogRecord.Released entry) implements Effect {}

  /** How a rule stands in a division, absolute. Key: (shard, rule, division). */
  record OfStanding(Standing standing) implements Effect {}
}
