package furong.reported;

import furong.base.Text;
import furong.reported.Checkup.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ails a division in one indicator of the check, by rule, each with the numbers that it was
 * found by; pure.
 *
 * <pre>{@code
 * Diagnosis.of(item, 69.9, List.of(72.0, 75.0), peers)
 * // LINE against 70, TREND against 72 for 2 years running, PEERS 9th of 12 against a median of 81
 * }</pre>
 *
 * <p>Problems: the figure counts problems and is over nothing. Line: it is worse than its line.
 * Trend: worse than a year before. Peers: worse than three quarters of the others; only shares and
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

  /**
   * An ailment (城市病) with why.
   *
   * @param against what the value was held against: nothing, the line, the year before, the median
   *     of the others
   * @param years so many years running it got worse; 0 unless by {@link Rule#TREND}
   * @param place 1 for the best, ties share one; 0 unless by {@link Rule#PEERS}
   * @param of how many are compared, this one among them; 0 unless by {@link Rule#PEERS}
   */
  public record Finding(Rule rule, double against, int years, int place, int of) {

    /** The same in words, without the value itself. */
    public Text says() {
      String number = plain(against);
      return switch (rule) {
        case PROBLEMS -> rule.title();
        case LINE -> Text.of("未达底线 " + number, "Worse than the line " + number);
        case TREND ->
            years == 1
                ? Text.of("比上年 " + number + " 变差", "Worse than " + number + " a year before")
                : Text.of(
                    "连续 " + years + " 年变差，上年 " + number,
                    "Worse for " + years + " years running, " + number + " a year before");
        case PEERS ->
            Text.of(
                "同级第 " + place + "／" + of + "，中位数 " + number,
                "Number " + place + " of " + of + " peers, their median is " + number);
      };
    }
  }

  private Diagnosis() {}

  /** At most two decimals: what a page shows. */
  static String plain(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /**
   * What is found, the gravest first.
   *
   * @param value null when there is none
   * @param earlier of the years before without a gap, the newest first
   * @param peers values of the other divisions of the level that have any, this one left out
   */
  public static List<Finding> of(
      Item item, @Nullable Double value, List<Double> earlier, Collection<Double> peers) {
    List<Finding> found = new ArrayList<>();
    if (value == null) {
      return found;
    }
    Double line = item.line();
    if (item.problems() && value > 0) {
      found.add(new Finding(Rule.PROBLEMS, 0, 0, 0, 0));
    }
    if (line != null && item.worse(value, line)) {
      found.add(new Finding(Rule.LINE, line, 0, 0, 0));
    }
    int years = worseFor(item, value, earlier);
    if (years > 0) {
      found.add(new Finding(Rule.TREND, earlier.getFirst(), years, 0, 0));
    }
    if (asksForPeers(item, value) && enough(peers)) {
      peers(item, value, peers).ifPresent(found::add);
    }
    return found;
  }

  /** Whether the value is held against that of others at all. */
  public static boolean asksForPeers(Item item, @Nullable Double value) {
    return value != null && !item.problems();
  }

  /** Whether a comparison with so many others says anything. */
  public static boolean enough(Collection<Double> peers) {
    return peers.size() >= FEWEST_PEERS;
  }

  private static int worseFor(Item item, double value, List<Double> earlier) {
    double now = value;
    int years = 0;
    while (years < earlier.size() && item.worse(now, earlier.get(years))) {
      now = earlier.get(years);
      years++;
    }
    return years;
  }

  private static Optional<Finding> peers(Item item, double value, Collection<Double> peers) {
    double[] others = peers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int better = (int) Arrays.stream(others).filter(other -> item.worse(value, other)).count();
    if (better <= WORST_SHARE * others.length) {
      return Optional.empty();
    }
    int middle = others.length / 2;
    double median =
        others.length % 2 == 1 ? others[middle] : (others[middle - 1] + others[middle]) / 2;
    return Optional.of(new Finding(Rule.PEERS, median, 0, better + 1, others.length + 1));
  }
}
