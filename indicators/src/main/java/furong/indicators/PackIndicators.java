package furong.indicators;

import furong.evaluation.Rate;
import furong.indicators.DayCount.Form;
import furong.pack.Index;
import furong.pack.IndicatorDef;
import furong.pack.IndicatorDef.Direction;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.Param;
import furong.pack.Property;
import furong.pack.Statistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads off the packs what is computed from days.
 *
 * <p>An indicator that names an index and {@code good_up_to} counts days: with unit {@code %} the
 * share of valid days with an index up to it; with another unit the number of such days, or, where
 * less is better, of the days above it.
 */
public final class PackIndicators {

  /** Above every index; none goes beyond 500 (HJ 633). */
  private static final int TOP = 1_000_000;

  private PackIndicators() {}

  /** The book that a running city hands around: of the packs in force when it is asked. */
  public static IndicatorBook following(PackBook packs) {
    return new IndicatorBook(packs.follow(PackIndicators::book));
  }

  /**
   * @throws IllegalArgumentException when an indicator's parameter has no value
   */
  public static IndicatorBook book(PackBook packs) {
    Map<String, DayRule> rules = new HashMap<>();
    for (Property property : packs.properties()) {
      @Nullable Statistics statistics = property.statistics();
      if (statistics != null) {
        rules.put(property.id(), rule(property, statistics));
      }
    }
    List<DayIndex> indices = new ArrayList<>();
    for (Index index : packs.indexes()) {
      if (PackIndex.isDaily(index)) {
        indices.add(new PackIndex(index));
      }
    }
    List<DayCount> counts = new ArrayList<>();
    for (Pack pack : packs.packs()) {
      for (IndicatorDef def : pack.indicators()) {
        if (!def.index().isEmpty()) {
          counts.add(count(pack, def));
        }
      }
    }
    return new IndicatorBook(rules, indices, counts);
  }

  /**
   * The indicators that are rates of case work.
   *
   * @throws IllegalArgumentException when one names no rate, or one that no figures are kept of
   */
  public static List<CaseShare> caseShares(PackBook packs) {
    return packs.packs().stream()
        .flatMap(pack -> pack.indicators().stream())
        .filter(def -> !def.cases().isEmpty())
        .map(def -> new CaseShare(def.id(), def.version(), rate(def)))
        .toList();
  }

  private static Rate rate(IndicatorDef def) {
    return Stream.of(Rate.values())
        .filter(rate -> IndicatorDef.CASE_RATES.contains(rate.code()))
        .filter(rate -> rate.code().equals(def.cases()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                def.place() + ": '" + def.cases() + "' is no rate of cases"));
  }

  private static DayRule rule(Property property, Statistics s) {
    @Nullable Double low = property.low();
    @Nullable Double high = property.high();
    return new DayRule(
        s.source(),
        s.hourMinutes(),
        s.dayHours(),
        s.windowHours(),
        s.dayWindows(),
        low == null ? Math.max(-Double.MAX_VALUE, property.mean().least()) : low,
        high == null ? Math.min(Double.MAX_VALUE, property.mean().most()) : high,
        property.mean());
  }

  private static DayCount count(Pack pack, IndicatorDef def) {
    double limit =
        pack.param(def.goodUpTo())
            .map(Param::value)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    def.id() + ": parameter " + def.goodUpTo() + " has no value"));
    boolean above = !def.unit().equals("%") && def.direction() == Direction.LESS_IS_BETTER;
    return new DayCount(
        def.id(),
        def.version(),
        def.index(),
        above ? (int) Math.floor(limit) + 1 : 0,
        above ? TOP : (int) Math.floor(limit),
        def.unit().equals("%") ? Form.PERCENT : Form.DAYS);
  }
}
