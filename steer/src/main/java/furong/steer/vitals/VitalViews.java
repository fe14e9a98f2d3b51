package furong.steer.vitals;

import com.fasterxml.jackson.annotation.JsonInclude;
import furong.base.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the vital-sign endpoints answer. */
public final class VitalViews {

  private VitalViews() {}

  /** Datastreams of a property in a division, and those heard within their expected silence. */
  public record Sensors(int total, int reporting) {}

  /** The interval within which all is well, with its source. */
  public record ReferenceView(@Nullable Double low, @Nullable Double high, String source) {}

  /**
   * One tile.
   *
   * @param owner the organisation that answers for it here; null when none is named
   * @param meanOf how value and trend are averaged, see {@link furong.base.Mean#code}
   * @param trend pairs of Unix ms and mean, one for each window of the last 24 hours
   */
  public record VitalItem(
      String property,
      Text title,
      String unit,
      String symbol,
      int decimals,
      String meanOf,
      @Nullable Double value,
      @Nullable Double min,
      @Nullable Double max,
      long count,
      @Nullable Sensors sensors,
      @Nullable ReferenceView reference,
      @Nullable Integer level,
      @Nullable Instant since,
      @Nullable Instant asOf,
      boolean simulated,
      @Nullable Text owner,
      List<double[]> trend) {}

  /** The change of a tile: what a live stream carries. Without trend and sensors. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record VitalDelta(
      String division,
      String property,
      @Nullable Double value,
      @Nullable Double min,
      @Nullable Double max,
      long count,
      @Nullable Integer level,
      @Nullable Instant since,
      @Nullable Instant asOf,
      boolean simulated) {}

  public record Board(String division, Instant at, boolean live, List<VitalItem> items) {}

  public record Child(String code, @Nullable Double value, @Nullable Integer level, long count) {}

  public record Children(String property, Instant at, List<Child> items) {}
}
