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

  /** This source, and where it has nothing of an indicator the other one. */
  default FigureSource or(FigureSource other) {
    return (indicators, month) ->
        indicators.stream()
            .map(List::of)
            .flatMap(one -> pull(one, month).or(() -> other.pull(one, month)).stream())
            .findFirst();
  }
}
