package furong.indicators;

import furong.base.Period;
import furong.detect.PastFigures.Dated;
import furong.observe.IndicatorFigure;
import furong.pack.IndicatorDef;
import java.util.Collection;
import java.util.List;

/** Port: where the figures of indicators that rules read stand on record. */
public interface FigureSource {

  /** Whether it keeps the figures of an indicator. */
  boolean keeps(IndicatorDef indicator);

  /** What stands of a period in these divisions. */
  List<IndicatorFigure> standing(String indicator, Collection<String> divisions, Period period);

  /** What stands, and all that stood before, each from when it was computed; in any order. */
  List<Dated> versions(String indicator, Collection<String> divisions, Period period);
}
