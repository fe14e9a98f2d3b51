package furong.plan;

import furong.base.Text;
import furong.plan.SteeringRules.Lag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the city's rules against one entry of a month. Pure.
 *
 * <pre>{@code
 * // 40 % where 79 % of the time is over, with a rule of 10 points:
 * // behind: 进度 40.0%，序时进度 79.0%，落后 39.0 个百分点
 * }</pre>
 *
 * What cannot be judged is not flagged: no date, no pace; no percentage, not behind.
 */
public final class Lagging {

  /** Shares are told to people in percent. */
  private static final double PERCENT = 100;

  /**
   * What is known of an entry.
   *
   * @param pace 0 to 1; null when no dates are named
   * @param due the last day; null when none is named
   * @param figure null when there is none
   */
  public record Known(
      Item item,
      Progress progress,
      @Nullable Double figure,
      @Nullable Double pace,
      @Nullable LocalDate due,
      boolean reported) {}

  private Lagging() {}

  /**
   * What lags.
   *
   * @param day on which it is judged
   * @param earlier the same item in the months before, newest first
   */
  public static List<Flag> flags(
      SteeringRules rules, Known now, LocalDate day, List<Known> earlier) {
    List<Flag> flags = new ArrayList<>();
    for (Lag lag : rules.lagging()) {
      reason(lag, now, day, earlier)
          .ifPresent(why -> flags.add(new Flag(lag.id(), lag.level(), lag.title(), why)));
    }
    return flags;
  }

  private static Optional<Text> reason(Lag lag, Known now, LocalDate day, List<Known> earlier) {
    return switch (lag.kind()) {
      case BEHIND_PACE -> behind(lag, now);
      case OVERDUE -> overdue(now, day);
      case NO_REPORT ->
          now.reported()
              ? Optional.empty()
              : Optional.of(Text.of("本月没有报送", "No report this month"));
      case STALLED -> stalled(lag, now, earlier);
      case WRONG_WAY -> wrongWay(now, earlier);
    };
  }

  private static Optional<Text> behind(Lag lag, Known now) {
    @Nullable Double percent = now.progress().percent();
    @Nullable Double pace = now.pace();
    if (percent == null || pace == null || Boolean.TRUE.equals(now.progress().met())) {
      return Optional.empty();
    }
    double behind = pace * PERCENT - percent;
    if (behind <= lag.amount()) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of(
            String.format(
                Locale.ROOT, "进度 %.1f%%，序时进度 %.1f%%，落后 %.1f 个百分点", percent, pace * PERCENT, behind),
            String.format(
                Locale.ROOT,
                "Progress %.1f %%, pace %.1f %%: %.1f points behind",
                percent,
                pace * PERCENT,
                behind)));
  }

  private static Optional<Text> overdue(Known now, LocalDate day) {
    @Nullable LocalDate due = now.due();
    // a direction is kept, not done: it goes on after the plan's last day, and the wrong way is
    // told
    boolean direction = now.item() instanceof Measured m && m.form() == Target.Form.DIRECTION;
    if (direction
        || due == null
        || !day.isAfter(due)
        || Boolean.TRUE.equals(now.progress().met())) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of("应于 " + due + " 前完成，尚未完成", "Due by " + due + ", not shown to be done"));
  }

  private static Optional<Text> stalled(Lag lag, Known now, List<Known> earlier) {
    @Nullable Double percent = now.progress().percent();
    if (percent == null
        || Boolean.TRUE.equals(now.progress().met())
        || earlier.size() < lag.amount()) {
      return Optional.empty();
    }
    boolean same =
        earlier.stream()
            .limit(lag.amount())
            .allMatch(e -> Objects.equals(e.progress().percent(), percent));
    return same
        ? Optional.of(
            Text.of(
                String.format(Locale.ROOT, "连续 %d 个月停在 %.1f%%", lag.amount(), percent),
                String.format(Locale.ROOT, "At %.1f %% for %d months", percent, lag.amount())))
        : Optional.empty();
  }

  private static Optional<Text> wrongWay(Known now, List<Known> earlier) {
    @Nullable Double figure = now.figure();
    if (!(now.item() instanceof Target target) || figure == null) {
      return Optional.empty();
    }
    Optional<Double> before =
        earlier.stream()
            .map(Known::figure)
            .filter(Objects::nonNull)
            .map(f -> (Double) f)
            .findFirst();
    if (before.isEmpty()) {
      return Optional.empty();
    }
    boolean wrong =
        (mayNotFall(target.compare()) && figure < before.get())
            || (target.compare() == Target.Compare.FALL && figure > before.get());
    return wrong
        ? Optional.of(
            Text.of(
                "由 " + before.get() + " 变为 " + figure + "，与规划方向相反",
                "From " + before.get() + " to " + figure + ", against the plan's direction"))
        : Optional.empty();
  }

  private static boolean mayNotFall(Target.@Nullable Compare way) {
    return way == Target.Compare.RISE || way == Target.Compare.NOT_FALL;
  }
}
