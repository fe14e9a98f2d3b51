package furong.evaluation;

import furong.base.TimeRange;
import java.util.List;

/** Port: how well cases were handled (GB/T 30428.4), by whoever or wherever. */
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
   * A line that counts nothing in the period is left out.
   *
   * @param category code of one, or what it begins with; empty for all
   */
  List<Line> evaluate(By by, List<String> within, String category, TimeRange period);

  /** Lines of all categories. */
  default List<Line> evaluate(By by, List<String> within, TimeRange period) {
    return evaluate(by, within, "", period);
  }
}
