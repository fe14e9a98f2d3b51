package furong.pack;

import furong.base.Mean;
import furong.base.Text;
import java.util.Arrays;
import java.util.Optional;

/** How the values of several things become one; unknown values take no part. */
public enum Gather {
  /** How many things a condition holds at. */
  NUMBER("number_of", true, "的部件数", "number of things with"),
  /** The share of the things at which a condition holds, of those that are known. */
  SHARE("share_of", true, "的部件比例", "share of things with"),
  /** How many things are known. */
  KNOWN("known_of", false, "有值的部件数", "things that know"),
  MEAN("mean_of", false, "各部件平均", "mean of"),
  /** The mean of sound levels: what {@code mean_of} takes of them. */
  ENERGY_MEAN("mean_of", false, "各部件能量平均", "energy mean of"),
  MEDIAN("median_of", false, "各部件中位数", "median of"),
  MIN("min_of", false, "各部件最小值", "smallest of"),
  MAX("max_of", false, "各部件最大值", "largest of"),
  SUM("sum_of", false, "各部件合计", "sum of"),
  /** Of the thing in the middle of a neighbourhood. */
  OWN("own", false, "本部件", "its own");

  private final String function;
  private final boolean ofTruth;
  private final Text title;

  Gather(String function, boolean ofTruth, String zh, String en) {
    this.function = function;
    this.ofTruth = ofTruth;
    this.title = Text.of(zh, en);
  }

  /** Its name in rules. */
  public String function() {
    return function;
  }

  static Optional<Gather> of(String function) {
    return Arrays.stream(values()).filter(g -> g.function.equals(function)).findFirst();
  }

  /** {@code 积水深度高于 15 cm 的部件数}. */
  Text title(Text of) {
    return Text.of(of.zh() + " " + title.zh(), title.en() + " " + of.en());
  }

  /** Whether it gives a plain number, whatever it is of. */
  boolean isCount() {
    return ofTruth || this == KNOWN;
  }

  /**
   * One value of {@code count} known ones, which stand at the begin of {@code known} and are
   * sorted; unknown when there are none.
   */
  public double of(double[] known, int count) {
    if (this == KNOWN) {
      return count;
    }
    if (count == 0) {
      return Expr.UNKNOWN;
    }
    Mean mean = Mean.ofEnergy(this == ENERGY_MEAN);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += mean.step(known[i]);
    }
    return switch (this) {
      case NUMBER, SUM -> sum;
      case SHARE, MEAN, ENERGY_MEAN -> mean.of(sum, count);
      case MEDIAN -> (known[(count - 1) / 2] + known[count / 2]) / 2;
      case MIN -> known[0];
      case MAX -> known[count - 1];
      default -> Expr.UNKNOWN;
    };
  }
}
