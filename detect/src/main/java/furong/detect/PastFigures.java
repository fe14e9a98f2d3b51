package furong.detect;

import furong.observe.IndicatorFigure;
import java.util.List;
import java.util.Set;

/** Port: what indicators came to in the past, as it was known then. */
@FunctionalInterface
public interface PastFigures {

  /** Of a city without any. */
  PastFigures NONE = (indicators, fromMs, toMs) -> List.of();

  /** A figure and when it was computed. Unix ms. */
  record Dated(long atMs, IndicatorFigure figure) {}

  /**
   * Every figure that a rule could have read within a span, the oldest first; also those that stood
   * when it began.
   */
  List<Dated> of(Set<String> indicators, long fromMs, long toMs);
}
