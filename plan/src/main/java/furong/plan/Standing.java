package furong.plan;

import furong.base.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a goal or an action stand: counts, never a mean of percentages - a courtyard and
 * a railway have no common measure, and one item's 90 % does not make up for another's 10 %.
 *
 * <pre>
 * reached                                    met
 * a rule of the city marks it                lagging
 * a percentage and dates, and no mark        on pace
 * anything else                              unknown: no figure, no report, or no dates
 * </pre>
 *
 * Counted are targets, milestones, tasks and projects; an action is counted by what belongs to it,
 * and itself only where nothing does.
 */
public record Standing(int met, int onPace, int lagging, int unknown) {

  public static final Standing NONE = new Standing(0, 0, 0, 0);

  /**
   * One item.
   *
   * @param pace 0 to 1; null when no dates are named
   * @param marked whether a rule of the city marks it as lagging
   */
  public static Standing one(Progress progress, @Nullable Double pace, boolean marked) {
    if (Boolean.TRUE.equals(progress.met())) {
      return new Standing(1, 0, 0, 0);
    }
    if (marked) {
      return new Standing(0, 0, 1, 0);
    }
    return progress.percent() != null && pace != null
        ? new Standing(0, 1, 0, 0)
        : new Standing(0, 0, 0, 1);
  }

  public Standing plus(Standing other) {
    return new Standing(
        met + other.met, onPace + other.onPace, lagging + other.lagging, unknown + other.unknown);
  }

  public int all() {
    return met + onPace + lagging + unknown;
  }

  /** The counts in words; what is none is left out. */
  public Text words() {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    say(met, "已达到", "met", zh, en);
    say(onPace, "符合序时进度", "on pace", zh, en);
    say(lagging, "滞后", "lagging", zh, en);
    say(unknown, "尚不能判断", "cannot be judged", zh, en);
    return Text.of(
        "所属 " + all() + " 项：" + String.join("，", zh) + "（按项计数，不折算百分比）",
        "Of its " + all() + ": " + String.join(", ", en) + " (counted, not averaged)");
  }

  private static void say(int n, String zh, String en, List<String> allZh, List<String> allEn) {
    if (n > 0) {
      allZh.add(zh + " " + n);
      allEn.add(n + " " + en);
    }
  }
}
