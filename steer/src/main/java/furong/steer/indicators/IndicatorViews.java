package furong.steer.indicators;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.pack.FormDef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the indicator endpoints answer. */
public final class IndicatorViews {

  private IndicatorViews() {}

  public record Items<T>(List<T> items, int total) {
    static <T> Items<T> of(List<T> items) {
      return new Items<>(items, items.size());
    }
  }

  /**
   * @param validity what counts at all, in words
   * @param referenceLow null when no source gives a reference interval
   */
  public record Definition(
      String version,
      Text formula,
      String source,
      String unit,
      String direction,
      Text validity,
      @Nullable Double referenceLow,
      @Nullable Double referenceHigh) {}

  /**
   * @param of what it is made of: {@code days}, {@code cases} or {@code formula}
   * @param formula the length of its periods when it is a formula, whose values stand at {@code
   *     /api/formulas}; null when it counts days or cases
   */
  public record IndicatorLine(
      String id,
      Text title,
      String pack,
      String unit,
      String direction,
      Definition definition,
      List<DivisionLevel> levels,
      String of,
      FormDef.@Nullable Cycle formula) {}

  /**
   * A day behind the mean of a property.
   *
   * @param mean null without a valid thing
   * @param things those that are valid
   * @param meanOf how it is averaged, see {@link furong.base.Mean#code}
   */
  public record ObservedDay(
      String date,
      @Nullable Double mean,
      int things,
      long observations,
      String meanOf,
      String href) {}

  /** The things behind a day of a property. */
  public record ObservedThings(String property, String date, List<StationLine> items, int total) {}

  public record DivisionView(String code, Text name, DivisionLevel level) {}

  /**
   * {@code pollutants} are the items that took part; {@code note} says in words what is missing.
   *
   * @param of what {@code days} and {@code expectedDays} count: {@code days}, or {@code cases} for
   *     a rate of case work
   */
  public record CompletenessView(
      String of,
      int days,
      int expectedDays,
      double ratio,
      List<String> pollutants,
      List<String> missing,
      @Nullable Text note) {}

  /**
   * Where the way down begins.
   *
   * @param kind {@code days} or {@code cases}: what the address answers with
   */
  public record LineageView(String href, String kind, int days, int stations, long observations) {}

  /** A figure that stood before. */
  public record Former(
      @Nullable Double value,
      long numerator,
      long denominator,
      Instant computedAt,
      Instant replacedAt,
      String why,
      String definition) {}

  /**
   * @param release number of the pack's version in this city that was in force when it was computed
   * @param since from when that version is in force
   */
  public record ValueView(
      String id,
      Text title,
      Definition definition,
      DivisionView division,
      String period,
      @Nullable Double value,
      @Nullable String reason,
      long numerator,
      long denominator,
      CompletenessView completeness,
      List<String> ruleSets,
      @Nullable Instant computedAt,
      @Nullable Long release,
      @Nullable Instant since,
      boolean simulated,
      LineageView lineage,
      List<Former> superseded) {}

  public record Point(
      String period,
      @Nullable Double value,
      @Nullable String reason,
      long numerator,
      long denominator,
      CompletenessView completeness,
      List<String> ruleSets,
      boolean simulated) {}

  public record DivisionValue(
      DivisionView division,
      String code,
      Text name,
      @Nullable Double value,
      @Nullable String reason,
      long numerator,
      long denominator,
      List<String> ruleSets,
      boolean simulated) {}

  /**
   * One case under a value.
   *
   * @param numerator whether it stands above the line
   * @param denominator whether it stands below the line
   */
  public record CaseLine(
      long id,
      String number,
      Text title,
      String state,
      Text stateTitle,
      DivisionView division,
      Instant openedAt,
      @Nullable Instant closedAt,
      boolean numerator,
      boolean denominator,
      boolean simulated) {}

  /** The cases under a value; {@code more} when there are more than are told. */
  public record CasesBehind(
      String id,
      DivisionView division,
      String period,
      List<CaseLine> cases,
      int total,
      boolean more) {}

  /** One day under a value. */
  public record DayLine(
      String date,
      @Nullable Integer aqi,
      @Nullable Text category,
      @Nullable String categoryCode,
      @Nullable Boolean good,
      boolean valid,
      @Nullable String reason,
      String ruleSet,
      List<String> primary,
      Map<String, Double> inputs,
      int stations,
      long observations,
      boolean simulated,
      String href) {}

  public record Days(
      String id, DivisionView division, String period, List<DayLine> items, int total) {}

  /**
   * One station's statistic of one property under a day.
   *
   * @param meanOf how its means are averaged, see {@link furong.base.Mean#code}
   */
  public record StationLine(
      long thing,
      String name,
      String property,
      Text title,
      String unit,
      String division,
      @Nullable Double mean,
      @Nullable Double max1h,
      @Nullable Double max8h,
      int hours,
      int windows,
      int observations,
      int bad,
      boolean valid,
      String rule,
      String meanOf,
      boolean simulated,
      String href) {}

  public record Day(
      String id,
      DivisionView division,
      String period,
      @Nullable DayLine day,
      List<StationLine> items,
      int total) {}

  public record Hour(Instant start, int count, @Nullable Double mean, boolean valid) {}

  /** The result as it was sent and in the property's unit. */
  public record ObservationLine(
      long id,
      long datastream,
      Instant time,
      @Nullable Double value,
      @Nullable Double canonical,
      boolean counted,
      int flags,
      String href) {}

  public record Hours(
      long thing,
      String name,
      String property,
      String unit,
      String date,
      List<Hour> hours,
      List<ObservationLine> observations) {}

  /** {@code more}: at least that many days wait. */
  public record Work(boolean historyWritten, int waitingDays, boolean more, int waitingCases) {}
}
