package furong.reported;

import furong.base.Period;
import java.util.Collection;

/** Told, within the transaction, which figures count now or count differently. */
@FunctionalInterface
public interface FigureChanges {

  /**
   * @param figures ids
   * @param reason kept with what stood before
   */
  void changed(Collection<String> figures, String division, Period period, String reason);
}
