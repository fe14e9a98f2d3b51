package furong.pack;

import furong.base.Mean;
import furong.base.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that sensors observe, such as PM2.5.
 *
 * @param id {@code <pack>.<name>}, such as {@code air.pm25}; unique for ever
 * @param definition the URN that a SensorThings ObservedProperty carries; {@link #URN} + id
 * @param unit UCUM code of the canonical unit, such as {@code ug/m3}
 * @param symbol the unit as people write it, such as {@code µg/m³}
 * @param low smallest value that is believed; null when no limit is known
 * @param high largest value that is believed; null when no limit is known
 * @param rangeReason why these limits
 * @param ratePerHour largest believable change within an hour; null when none is known
 * @param flatLine how long a sensor may give the very same value before it is marked; null when
 *     nothing is known
 * @param keep how long raw observations are kept; null for ever
 * @param every expected interval between readings; null when sensors differ
 * @param expectedSilence longest quiet time that means nothing
 * @param lateness how late a reading may come and still be judged by rules
 * @param decimals digits after the point on a screen
 * @param mean how its readings are averaged, wherever they are: sound levels by their energy
 * @param statistics validity rules of hours and days; null when the property has no day statistics
 * @param references intervals in force, oldest first; empty when no source gives one
 */
public record Property(
    String id,
    String definition,
    Text title,
    String unit,
    String symbol,
    @Nullable Double low,
    @Nullable Double high,
    String rangeReason,
    @Nullable Double ratePerHour,
    @Nullable Duration flatLine,
    @Nullable Duration keep,
    @Nullable Duration every,
    Duration expectedSilence,
    Duration lateness,
    int decimals,
    Mean mean,
    @Nullable Statistics statistics,
    List<Reference> references,
    String source,
    Place place) {

  /** What the definition of a property in a SensorThings service begins with. */
  public static final String URN = "urn:furong:property:";

  public Property {
    references = List.copyOf(references);
  }

  /** The name within its pack: {@code pm25}. */
  public String name() {
    return id.substring(id.indexOf('.') + 1);
  }

  /** A value that takes part; NaN, infinities and what lies out of range do not. */
  public boolean believes(double value) {
    return Double.isFinite(value)
        && value >= mean.least()
        && value <= mean.most()
        && (low == null || value >= low)
        && (high == null || value <= high);
  }

  /** The reference interval in force on a day. */
  public Optional<Reference> reference(LocalDate day) {
    return references.stream().filter(r -> !r.validFrom().isAfter(day)).reduce((a, b) -> b);
  }
}
