package furong.plan;

import furong.base.Period;
import furong.base.Text;
import furong.plan.Entry.Pulled;
import furong.plan.Target.Compare;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says of a target that one or several figures tell of: each stands by itself, and
 * the worst of those that can be judged decides. Pure.
 *
 * <pre>
 * not to fall:  air 84 -> 86   water 100 -> 97   park cover: no value
 * decides:      water, which fell; park cover is named as not known
 * </pre>
 *
 * A figure without a value is neither good nor bad: it keeps the target from being reached and
 * decides nothing. Of figures that stand alike the farthest from what the plan asks decides, of
 * directions the one that is named first.
 */
public final class Signs {

  private Signs() {}

  /**
   * The figure that decides, with the signs of all where there are several; empty when none has a
   * value.
   *
   * @param now the engine's figure of an indicator
   * @param before what a direction is held against; empty when there is nothing to hold it against
   */
  public static Optional<Pulled> of(
      Measured item,
      Function<String, Optional<Pulled>> now,
      Function<Pulled, Optional<Pulled>> before) {
    List<Sign> all = new ArrayList<>();
    @Nullable Pulled worst = null;
    @Nullable Sign its = null;
    for (String id : item.indicators()) {
      @Nullable Pulled found = now.apply(id).orElse(null);
      Sign sign = found == null ? Sign.none(id) : sign(item, found, before);
      all.add(sign);
      if (found != null && (its == null || worse(item, sign, its))) {
        worst = found;
        its = sign;
      }
    }
    return worst == null
        ? Optional.empty()
        : Optional.of(all.size() == 1 ? worst : worst.among(all));
  }

  /**
   * The same at {@code day} of {@code month}. A direction is told by periods that are over: while
   * its year or month runs, the one before stands, where there is one.
   *
   * @param before of a figure whose period is over
   */
  public static Optional<Pulled> asOf(
      Measured item,
      FigureSource figures,
      YearMonth month,
      LocalDate day,
      Function<Pulled, Optional<Pulled>> before) {
    return of(
        item,
        id ->
            item.form() == Target.Form.DIRECTION
                ? whole(figures, id, month, day)
                : figures.pull(List.of(id), month),
        now -> over(now, day) ? before.apply(now) : Optional.empty());
  }

  private static Optional<Pulled> whole(
      FigureSource figures, String id, YearMonth month, LocalDate day) {
    Optional<Pulled> found = figures.pull(List.of(id), month);
    if (found.isEmpty()) {
      return figures.pull(List.of(id), YearMonth.of(month.getYear() - 1, Month.DECEMBER));
    }
    if (over(found.get(), day)) {
      return found;
    }
    LocalDate first = Period.parse(found.get().period()).first();
    return figures.pull(List.of(id), YearMonth.from(first.minusDays(1))).or(() -> found);
  }

  private static boolean over(Pulled figure, LocalDate day) {
    return !Period.parse(figure.period()).last().isAfter(day);
  }

  private static Sign sign(Measured item, Pulled found, Function<Pulled, Optional<Pulled>> before) {
    return item.form() == Target.Form.DIRECTION
        ? direction(item.compare(), found, before.apply(found).orElse(null))
        : number(item, found);
  }

  private static Sign number(Measured item, Pulled found) {
    @Nullable Double asked = item.value();
    if (asked == null) {
      return stands(
          found,
          Sign.State.OPEN,
          Text.of("规划没有给出数值，由人确认", "The plan gives no number: people confirm it"));
    }
    @Nullable Boolean met = Progress.of(item, found.value(), null).met();
    Sign.State state = met == null ? Sign.State.OPEN : met ? Sign.State.RIGHT : Sign.State.WRONG;
    return stands(
        found,
        state,
        Text.of(
            number(found.value()) + "，要求 " + asked(item, asked),
            number(found.value()) + ", asked " + asked(item, asked)));
  }

  /** What a figure is held against: {@code ≥ 60}. */
  static String asked(Measured item, double asked) {
    String sign =
        switch (item.compare()) {
          case LE -> "≤ ";
          case ABOUT_MORE, ABOUT_LESS -> "≈ ";
          case null, default -> "≥ ";
        };
    return sign + number(asked);
  }

  private static Sign direction(@Nullable Compare way, Pulled now, @Nullable Pulled before) {
    if (before == null) {
      return stands(
          now, Sign.State.OPEN, Text.of("没有可比的前期数", "No earlier figure to hold it against"));
    }
    Text moved =
        Text.of(
            before.period() + " " + number(before.value()) + " → " + number(now.value()),
            before.period() + " " + number(before.value()) + " → " + number(now.value()));
    @Nullable Boolean right = keeps(way, before.value(), now.value());
    return right == null
        ? stands(now, Sign.State.OPEN, Text.of("规划没有给出升降方向", "The plan names no rise or fall"))
        : stands(now, right ? Sign.State.RIGHT : Sign.State.WRONG, moved);
  }

  /** Whether a move keeps the plan's direction; null where the plan names none. */
  static @Nullable Boolean keeps(@Nullable Compare way, double before, double now) {
    return switch (way) {
      case RISE -> now > before;
      case NOT_FALL -> now >= before;
      case FALL -> now < before;
      case null, default -> null;
    };
  }

  private static Sign stands(Pulled found, Sign.State state, Text reason) {
    return new Sign(
        found.indicator(), found.period(), found.value(), found.simulated(), state, reason);
  }

  private static boolean worse(Measured item, Sign one, Sign other) {
    if (one.state() != other.state() || item.form() == Target.Form.DIRECTION) {
      return one.state().compareTo(other.state()) < 0;
    }
    @Nullable Double a = one.value();
    @Nullable Double b = other.value();
    boolean less = item.compare() == Compare.LE || item.compare() == Compare.ABOUT_LESS;
    return a != null && b != null && (less ? a > b : a < b);
  }

  /** As people write it: 2200, 57.5; six digits tell more than a share or a mean is known to. */
  static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
