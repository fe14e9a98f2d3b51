package furong.cases;

import furong.base.TimeRange;
import java.util.List;

/** Port: how well cases were handled (STANDARDS section 1.6), by whoever or wherever. */
public interface CaseEvaluation {

  /** What one line of the table is about. */
  enum By {
    /** Who handles it last; cases never dispatched stand in none. */
    ORGANISATION,
    COUNTY,
    STREET,
    COMMUNITY,
    CATEGORY
  }

  /**
   * One line.
   *
   * @param key id of an organisation, code of a division or of a category
   */
  record Line(String key, Tally tally) {}

  /**
   * Lines in and below these divisions, in the order of their keys; an empty list means everywhere.
   */
  List<Line> evaluate(By by, List<String> within, TimeRange period);
}
