package furong.indicators;

import furong.base.Period;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which figures were put on record since somebody last asked, by indicator and period: a replay of
 * years over a whole city leaves some hundred of them.
 *
 * <p>Add them once their transaction is committed: who asks reads them at once.
 */
public final class MovedFigures {

  /** Some division's figure of it was put. */
  public record Moved(String indicator, Period period) {}

  private final Set<Moved> moved = new LinkedHashSet<>();

  public synchronized void add(Collection<IndicatorValue> values) {
    values.forEach(v -> add(v.indicator(), v.period()));
  }

  public synchronized void add(String indicator, Period period) {
    moved.add(new Moved(indicator, period));
  }

  /** What was added since the last time. */
  public synchronized Set<Moved> take() {
    Set<Moved> taken = Set.copyOf(moved);
    moved.clear();
    return taken;
  }
}
