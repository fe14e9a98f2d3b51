package furong.reported;

import furong.base.Text;
import furong.reported.Checkup.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ails a division in one indicator of the check, by rule; pure.
 *
 * <p>Problems: the figure counts problems and is over nothing. Line: it is worse than its line.
 * Trend: worse than a year before. Peers: worse than three quarters of its sisters; only shares and
 * rates are held against them, since a count grows with the size of a division. An indicator
 * without a value has no ailment and is no good news either.
 */
public final class Diagnosis {

  /** A quarter of fewer than four is nobody. */
  private static final int FEWEST_PEERS = 4;

  private static final double WORST_SHARE = 0.75;

  /** By which rule. */
  public enum Rule {
    PROBLEMS(Text.of("存在问题", "Has problems")),
    LINE(Text.of("未达底线", "Worse than the line")),
    TREND(Text.of("比上年变差", "Worse than the year before")),
    PEERS(Text.of("落后于同级", "Behind its peers"));

    private final Text title;

    Rule(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }

  private Diagnosis() {}

  /**
   * The rules that find something, the gravest first.
   *
   * @param value null when there is none
   * @param before a year before; null when there is none
   * @param peers values of the divisions beside this one that have any, this one left out
   */
  public static List<Rule> of(
      Item item, @Nullable Double value, @Nullable Double before, Collection<Double> peers) {
    List<Rule> found = new ArrayList<>();
    if (value == null) {
      return found;
    }
    Double line = item.line();
    if (item.problems() && value > 0) {
      found.add(Rule.PROBLEMS);
    }
    if (line != null && item.worse(value, line)) {
      found.add(Rule.LINE);
    }
    if (before != null && item.worse(value, before)) {
      found.add(Rule.TREND);
    }
    if (!item.problems() && behind(item, value, peers)) {
      found.add(Rule.PEERS);
    }
    return found;
  }

  private static boolean behind(Item item, double value, Collection<Double> peers) {
    double[] others = peers.stream().mapToDouble(Double::doubleValue).toArray();
    long better = Arrays.stream(others).filter(other -> item.worse(value, other)).count();
    return others.length >= FEWEST_PEERS && better > WORST_SHARE * others.length;
  }
}
