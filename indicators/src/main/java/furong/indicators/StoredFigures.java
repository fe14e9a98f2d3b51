package furong.indicators;

import furong.base.Period;
import furong.detect.PastFigures.Dated;
import furong.observe.IndicatorFigure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one store in the words of the log: those that stand, and with those that stood each
 * from its computing on.
 *
 * @param <V> a value as the store has it
 */
public abstract class StoredFigures<V> implements FigureSource {

  /** Values that stand. */
  protected abstract List<V> values(String indicator, Collection<String> divisions, Period period);

  /** Values that stood in this one's place. */
  protected abstract List<V> before(V value);

  protected abstract Instant computedAt(V value);

  protected abstract IndicatorFigure figure(V value);

  @Override
  public List<IndicatorFigure> standing(
      String indicator, Collection<String> divisions, Period period) {
    return values(indicator, divisions, period).stream().map(this::figure).toList();
  }

  @Override
  public List<Dated> versions(String indicator, Collection<String> divisions, Period period) {
    List<Dated> all = new ArrayList<>();
    for (V value : values(indicator, divisions, period)) {
      all.add(dated(value));
      before(value).forEach(past -> all.add(dated(past)));
    }
    return all;
  }

  private Dated dated(V value) {
    return new Dated(computedAt(value).toEpochMilli(), figure(value));
  }

  /** What the log has for a value that is not known. */
  protected static double orUnknown(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
