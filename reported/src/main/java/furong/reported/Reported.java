package furong.reported;

import furong.base.Period;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One version of a reported figure. A later version never replaces an earlier one.
 *
 * @param version from 1
 * @param value in the figure's unit; null when the cell was emptied
 * @param note what the reporter said about it; empty for nothing
 * @param by id of the person
 * @param reason why it was changed after approval; empty before
 */
public record Reported(
    String figure,
    String division,
    Period period,
    int version,
    @Nullable Double value,
    String note,
    String by,
    String byName,
    Instant at,
    String reason) {

  public Reported {
    if (version < 1 || value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(figure + " of " + division + ": " + version + " " + value);
    }
  }

  boolean says(@Nullable Double other, String words) {
    return Objects.equals(value, other) && note.equals(words);
  }
}
