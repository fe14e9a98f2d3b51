package furong.plan;

import furong.base.Period;
import furong.base.Text;
import furong.plan.Entry.Pulled;
import furong.plan.Finding.Computed;
import furong.plan.Finding.Facts;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the facts of an item. Pure; in this order:
 *
 * <pre>
 * reached                                            MET
 * its day is over, and it is not shown to be done    OVERDUE
 * a percentage and dates                             BEHIND by more than the city's points, else ON_PACE
 * a direction, with a figure of a whole period then and now
 *                                                    ON_PACE in the plan's direction, else BEHIND
 * anything else                                      CANNOT_JUDGE, and what is missing
 * </pre>
 *
 * An action takes what its items came to: one that is behind holds it back, one that cannot be
 * judged leaves it open.
 */
public final class Verdicts {

  private static final double PERCENT = 100;

  private Verdicts() {}

  /**
   * @param points how far an item may be behind its pace, in percentage points
   * @param day on which it is judged
   */
  static Computed of(Item item, Facts facts, int points, LocalDate day) {
    Computed verdict = judged(item, facts, points, day);
    @Nullable Pulled now = facts.pulled();
    if (now == null || now.signs().isEmpty()) {
      return verdict;
    }
    List<String> unknown =
        now.signs().stream()
            .filter(s -> s.state() == Sign.State.NO_VALUE)
            .map(Sign::indicator)
            .toList();
    String zh = unknown.isEmpty() ? "" : "；尚无数值：" + String.join("、", unknown);
    String en = unknown.isEmpty() ? "" : "; no value yet: " + String.join(", ", unknown);
    Text reason = verdict.reason();
    return new Computed(
        verdict.verdict(),
        Text.of(
            reason.zh() + (now.decides() ? "（由 " + now.indicator() + " 决定" : "（没有一项能判断") + zh + "）",
            reason.en()
                + (now.decides() ? " (decided by " + now.indicator() : " (none can be judged")
                + en
                + ")"));
  }

  private static Computed judged(Item item, Facts facts, int points, LocalDate day) {
    if (Boolean.TRUE.equals(facts.progress().met())) {
      return met(item, facts);
    }
    if (knownAreRight(item, facts)) {
      return cannot(
          "有数值的指标已达到，没有数值的未知", "Figures that have a value reach it, others are not known");
    }
    if (item instanceof Target target && target.form() == Target.Form.DIRECTION) {
      return direction(target, facts, day);
    }
    @Nullable LocalDate due = facts.due();
    if (due != null && day.isAfter(due)) {
      return nothingKnown(facts)
          ? cannot("期限 " + due + " 已过，没有数字也没有报送", "Due by " + due + "; no figure and no report")
          : new Computed(
              Verdict.OVERDUE,
              Text.of("应于 " + due + " 前完成，尚未完成", "Due by " + due + ", not shown to be done"));
    }
    if (nothingKnown(facts)) {
      return cannot("没有数字，也没有报送", "No figure and no report");
    }
    @Nullable Double percent = facts.progress().percent();
    if (percent == null) {
      return cannot("未达到，期限未到，且没有起点可折算进度", "Not reached, not due, and no start to measure from");
    }
    @Nullable Double pace = facts.pace();
    if (pace == null) {
      return cannot("没有起止时间，无法对照序时进度", "No dates to hold the progress against");
    }
    return pace(percent, pace * PERCENT, points);
  }

  private static Computed met(Item item, Facts facts) {
    @Nullable Pulled now = facts.pulled();
    if (now == null || !(item instanceof Measured m) || m.value() == null) {
      return new Computed(Verdict.MET, Text.of("已达到规划要求", "What the plan asks is reached"));
    }
    String said = now.period() + " " + Signs.number(now.value());
    String asked = Signs.asked(m, m.value());
    return new Computed(
        Verdict.MET,
        Text.of(
            "已达到规划要求：" + said + "，要求 " + asked,
            "What the plan asks is reached: " + said + ", asked " + asked));
  }

  /** Of several figures none is wrong, some are right, and some cannot be told. */
  private static boolean knownAreRight(Item item, Facts facts) {
    @Nullable Pulled now = facts.pulled();
    return item instanceof Measured m
        && m.value() != null
        && now != null
        && now.signs().stream().anyMatch(s -> s.state() == Sign.State.RIGHT)
        && now.signs().stream().noneMatch(s -> s.state() == Sign.State.WRONG);
  }

  private static boolean nothingKnown(Facts facts) {
    return facts.figure() == null && facts.progress().percent() == null;
  }

  private static Computed pace(double percent, double pace, int points) {
    boolean behind = pace - percent > points;
    return new Computed(
        behind ? Verdict.BEHIND : Verdict.ON_PACE,
        Text.of(
            String.format(Locale.ROOT, "进度 %.1f%%，序时进度 %.1f%%", percent, pace),
            String.format(Locale.ROOT, "Progress %.1f %%, pace %.1f %%", percent, pace)));
  }

  private static Computed direction(Target target, Facts facts, LocalDate day) {
    @Nullable Pulled start = facts.start();
    @Nullable Pulled now = facts.pulled();
    if (start == null || now == null || start.period().equals(now.period())) {
      return cannot("方向性目标，缺少前后两个数字", "A direction needs a figure then and now");
    }
    if (Period.parse(now.period()).last().isAfter(day)) {
      return cannot(
          now.period() + " 期未满，不与整期相比",
          now.period() + " is not over, it is not held against a whole one");
    }
    Target.@Nullable Compare way = target.compare();
    if (way != Target.Compare.RISE
        && way != Target.Compare.FALL
        && way != Target.Compare.NOT_FALL) {
      return cannot("规划没有给出升降方向", "The plan names no rise or fall");
    }
    return new Computed(
        Boolean.TRUE.equals(Signs.keeps(way, start.value(), now.value()))
            ? Verdict.ON_PACE
            : Verdict.BEHIND,
        Text.of(
            start.period() + " 年 " + start.value() + "，" + now.period() + " 年 " + now.value(),
            start.value() + " in " + start.period() + ", " + now.value() + " in " + now.period()));
  }

  private static Computed cannot(String zh, String en) {
    return new Computed(Verdict.CANNOT_JUDGE, Text.of(zh, en));
  }

  /** Of an action, from what its items came to; empty when it has none. */
  static Optional<Computed> together(List<Verdict> items) {
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    items.forEach(v -> counts.merge(v, 1, Integer::sum));
    Verdict all =
        counts.containsKey(Verdict.OVERDUE) || counts.containsKey(Verdict.BEHIND)
            ? Verdict.BEHIND
            : counts.containsKey(Verdict.CANNOT_JUDGE)
                ? Verdict.CANNOT_JUDGE
                : counts.containsKey(Verdict.ON_PACE) ? Verdict.ON_PACE : Verdict.MET;
    StringJoiner zh = new StringJoiner("，", "所属 " + items.size() + " 项：", "");
    StringJoiner en = new StringJoiner(", ", "Of its " + items.size() + ": ", "");
    counts.forEach((verdict, count) -> {
      zh.add(verdict.title().zh() + " " + count);
      en.add(verdict.title().en().toLowerCase(Locale.ROOT) + " " + count);
    });
    return Optional.of(new Computed(all, Text.of(zh.toString(), en.toString())));
  }
}
