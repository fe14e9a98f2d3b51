package furong.detect;

import furong.pack.Index;
import furong.pack.Readings;
import furong.pack.RuleProgram;
import org.jspecify.annotations.Nullable;

/** The readings of one thing as one rule sees them at one instant. Moved along, never made anew. */
final class Cursor implements Readings {

  private static final long HOUR_MS = 3_600_000L;

  /** Items of the largest index table there is; HJ 633-2012 has seven. */
  private static final int MAX_ITEMS = 64;

  private final double[] inputs = new double[MAX_ITEMS];
  private @Nullable RuleState rule;
  private long now;

  // an index is asked for by every level of a rule and computed once
  private int memoOf = -1;
  private double memo;

  Cursor at(RuleState newRule, long time) {
    rule = newRule;
    now = time;
    memoOf = -1;
    return this;
  }

  private RuleState rule() {
    if (rule == null) {
      throw new IllegalStateException("a cursor is placed before it is asked");
    }
    return rule;
  }

  @Override
  public double last(int property) {
    RuleState r = rule();
    Series series = r.series[property];
    return series == null ? Double.NaN : series.last(now, r.silenceMs[property]);
  }

  private double over(Series.Take take, int property, long windowMs) {
    RuleState r = rule();
    Series series = r.series[property];
    return series == null ? Double.NaN : series.over(take, now, windowMs, r.everyMs[property]);
  }

  @Override
  public double mean(int property, long windowMs) {
    return over(Series.Take.MEAN, property, windowMs);
  }

  @Override
  public double min(int property, long windowMs) {
    return over(Series.Take.MIN, property, windowMs);
  }

  @Override
  public double max(int property, long windowMs) {
    return over(Series.Take.MAX, property, windowMs);
  }

  @Override
  public double count(int property, long windowMs) {
    Series series = rule().series[property];
    return series == null ? 0 : series.count(now, windowMs);
  }

  @Override
  public double rate(int property, long windowMs) {
    Series series = rule().series[property];
    return series == null ? Double.NaN : series.rate(now, windowMs);
  }

  @Override
  public double share(int property, long windowMs, double limit) {
    Series series = rule().series[property];
    return series == null ? Double.NaN : series.share(now, windowMs, limit);
  }

  @Override
  public double index(int number) {
    if (number != memoOf) {
      memo = compute(number);
      memoOf = number;
    }
    return memo;
  }

  private double compute(int number) {
    RuleState r = rule();
    RuleProgram program = r.program;
    if (program == null) {
      return Double.NaN;
    }
    Index index = program.indexes().get(number);
    long[] starts = r.ruleSetStarts[number];
    int set = starts.length - 1;
    while (set > 0 && starts[set] > now) {
      set--;
    }
    @Nullable Series[] items = r.indexSeries[number][set];
    for (int i = 0; i < items.length; i++) {
      Series series = items[i];
      inputs[i] = series == null ? Double.NaN : series.over(Series.Take.MEAN, now, HOUR_MS, 0);
    }
    return index.value(set, inputs);
  }
}
