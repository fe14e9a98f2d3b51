package furong.detect;

import furong.observe.IndicatorFigure;

/** Where the outcomes of a log record go, in the order in which they come about. */
public interface Effects {

  void alert(AlertChange change);

  void vital(VitalWindow window);

  /** What rules across things ask of one thing; only the second stage need hear it. */
  default void fact(Fact fact) {}

  /** What an indicator came to; only the second stage need hear it. */
  default void figure(IndicatorFigure figure) {}

  /**
   * An alert that is open while rules across things begin to ask for alerts of its rule; the record
   * knows it already.
   */
  default void open(AlertChange change) {}

  /** How a rule stands in a division; only who keeps it need hear it. */
  default void standing(Standing standing) {}
}
