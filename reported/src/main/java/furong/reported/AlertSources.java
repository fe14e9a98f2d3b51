package furong.reported;

import furong.base.TimeRange;
import java.util.Optional;

/** Port: whether anybody was there to raise an alert of a rule. */
@FunctionalInterface
public interface AlertSources {

  /**
   * From when to when the rule was in force and what it reads was heard in a division and below:
   * from the first reading after its release to the newest one. A silence within is not seen. Empty
   * when nothing was heard.
   */
  Optional<TimeRange> heard(String rule, String division);
}
