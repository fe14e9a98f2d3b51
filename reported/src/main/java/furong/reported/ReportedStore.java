package furong.reported;

import furong.base.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: sheets and every version of their figures. */
public interface ReportedStore {

  Optional<Sheet> find(SheetKey key);

  /** The sheet, held until the running transaction ends; made empty when there is none yet. */
  Sheet lock(SheetKey key);

  /** In place of the one with the same key. */
  void put(Sheet sheet);

  /** The sheets of a form and period in a division and below, by division. */
  List<Sheet> sheets(String form, Period period, String root);

  /** Further versions; none that exists may come again. */
  void add(Collection<Reported> versions);

  /** The newest version of each figure of one division, by figure. */
  List<Reported> current(Collection<String> figures, String division, Period period);

  /** The newest version of a figure in a division and below, by division. */
  List<Reported> below(String figure, String root, Period period);

  /** All versions, newest first. */
  List<Reported> history(String figure, String division, Period period);

  /**
   * The sum of the newest versions in a division and below.
   *
   * @param count divisions that gave a value
   */
  record Total(double sum, int count) {}

  Total total(String figure, String root, Period period);

  /** How many values of a figure are on record, of whatever division and period. */
  long count(String figure);
}
