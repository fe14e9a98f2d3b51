package furong.pack;

import furong.base.Text;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One threshold of a pack, with the reason for its being that number. A city overrides only these,
 * each with its own reason.
 *
 * @param name within its pack; rules call it {@code params.<name>}
 * @param value null when the number is not known: whatever needs it cannot judge, and says so
 * @param unit UCUM code, {@code 1} for a plain number; {@code min}, {@code h}, {@code d} make it a
 *     duration; the words of {@code WorkTime.Unit} ({@code work-hour} ...) make it a case limit
 * @param reason why this number
 * @param source the standard and clause, or who chose it
 * @param place where it stands
 */
public record Param(
    String name,
    Text title,
    @Nullable Double value,
    String unit,
    Text reason,
    String source,
    Place place) {

  /** The same with another value. */
  Param with(double newValue) {
    return new Param(name, title, newValue, unit, reason, source, place);
  }

  /** True when the unit is one of time, so that expressions see a duration. */
  public boolean isDuration() {
    return Durations.isTimeUnit(unit);
  }

  /**
   * The value as a span of time; empty when unknown. @throws IllegalStateException if it is none
   */
  public Optional<Duration> duration() {
    if (!isDuration()) {
      throw new IllegalStateException(name + " has unit " + unit + ", which is no span of time");
    }
    return Optional.ofNullable(value).map(v -> Durations.of(v, unit));
  }
}
