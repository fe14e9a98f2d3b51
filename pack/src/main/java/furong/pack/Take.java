package furong.pack;

import furong.base.Mean;
import furong.base.Text;

/** What to take of the readings of a window. */
public enum Take {
  MEAN("mean", Mean.ARITHMETIC.title()),
  /** The mean of sound levels: what {@code mean} takes of a property that says so. */
  ENERGY_MEAN("mean", Mean.ENERGY.title()),
  MIN("min", Text.of("最小", "smallest")),
  MAX("max", Text.of("最大", "largest")),
  SUM("sum", Text.of("合计", "sum")),
  /** Standard deviation of the sample (n - 1), as EARS takes it. */
  SD("sd", Text.of("标准差", "standard deviation")),
  /** How many readings there are. */
  COUNT("count", Text.of("读数个数", "number of readings"));

  private final String function;
  private final Text title;

  Take(String function, Text title) {
    this.function = function;
    this.title = title;
  }

  /** What the function {@code mean} takes of a property. */
  public static Take of(Mean mean) {
    return mean.isEnergy() ? ENERGY_MEAN : MEAN;
  }

  /** The function of rules that takes it. */
  public String function() {
    return function;
  }

  public Text title() {
    return title;
  }
}
