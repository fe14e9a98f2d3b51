package furong.plan;

import furong.plan.Entry.Pulled;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Port: the engine's figures for a month of dispatch. */
@FunctionalInterface
public interface FigureSource {

  /** The first of these indicators that has a value for the whole city. */
  Optional<Pulled> pull(List<String> indicators, YearMonth month);
}
