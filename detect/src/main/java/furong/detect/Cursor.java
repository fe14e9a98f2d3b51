package furong.detect;

import furong.pack.Index;
import furong.pack.Readings;
import furong.pack.RuleProgram;
import furong.pack.Spell;
import furong.pack.Take;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The readings of one thing as one rule sees them at one instant. Moved along, never made anew. */
final class Cursor implements Readings {

  private static final long HOUR_MS = 3_600_000L;

  /** Items of the largest index table there is; HJ 633-2012 has seven. */
  private static final int MAX_ITEMS = 64;

  private final double[] inputs = new double[MAX_ITEMS];
  private @Nullable RuleState rule;
  private long now;
  private Schedule schedule = new Schedule(ZoneOffset.UTC, null);

  // an index is asked for by every level of a rule and computed once
  private int memoOf = -1;
  private double memo;

  void keep(Schedule ofCity) {
    schedule = ofCity;
  }

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
    return series == null ? Double.NaN : series.last(now, r.timing.silenceMs[property]);
  }

  @Override
  public double window(Take take, int property, long windowMs, long agoMs) {
    RuleState r = rule();
    Series series = r.series[property];
    if (series == null) {
      return take == Take.COUNT ? 0 : Double.NaN;
    }
    return series.over(take, now - agoMs, windowMs, r.timing.everyMs[property]);
  }

  @Override
  public double rate(int property, long windowMs) {
    Series series = rule().series[property];
    return series == null ? Double.NaN : series.rate(now, windowMs);
  }

  @Override
  public double quantile(int property, long windowMs, double q) {
    Series series = rule().series[property];
    return series == null ? Double.NaN : series.quantile(now, windowMs, q);
  }

  @Override
  public double share(int property, long windowMs, double limit) {
    Series series = rule().series[property];
    return series == null ? Double.NaN : series.share(now, windowMs, limit);
  }

  @Override
  public double cusum(int property, long windowMs, double reference) {
    Series series = rule().series[property];
    return series == null ? Double.NaN : series.cusum(now, windowMs, reference);
  }

  @Override
  public double usual(int property, int weeks) {
    Series series = rule().series[property];
    return series == null ? Double.NaN : series.usual(now, weeks);
  }

  @Override
  public double farrington(int property, int years, int around, double z) {
    RuleState r = rule();
    Series series = r.series[property];
    return series == null
        ? Double.NaN
        : PastWeeks.exceedance(series, now, r.timing.silenceMs[property], years, around, z);
  }

  // ---- the clock

  @Override
  public double timeOfDay() {
    return schedule.timeOfDay(now);
  }

  @Override
  public double month() {
    return schedule.month(now);
  }

  @Override
  public double workingDay() {
    return schedule.workingDay(now);
  }

  // ---- spells

  @Override
  public double spell(Spell spell, Spell.Of of, double last) {
    long end = now;
    double value =
        of == Spell.Of.HITS
            ? hits(spell, last)
            : of == Spell.Of.TIME ? time(spell) : values(spell, of);
    move(end);
    return value;
  }

  private void move(long time) {
    now = time;
    memoOf = -1;
  }

  /** The newest instant of a spell at or before {@code time}. */
  private long instant(Spell spell, long time) {
    RuleState r = rule();
    long newest = Machine.NEVER;
    for (int i = 0; i < spell.properties().size(); i++) {
      newest = later(newest, r.series[spell.properties().get(i)], time);
    }
    for (int i = 0; i < spell.indexes().size(); i++) {
      for (@Nullable Series[] set : r.indexSeries[spell.indexes().get(i)]) {
        for (Series series : set) {
          newest = later(newest, series, time);
        }
      }
    }
    return newest;
  }

  private static long later(long newest, @Nullable Series series, long time) {
    return series == null ? newest : Math.max(newest, series.heardBefore(time));
  }

  private double values(Spell spell, Spell.Of of) {
    long start = now - spell.windowMs();
    int instants = 0;
    int judged = 0;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (long t = instant(spell, now); t > start; t = instant(spell, t - 1)) {
      move(t);
      double value = spell.value().eval(this);
      instants++;
      if (!Double.isNaN(value)) {
        judged++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (judged == 0 || judged < Spell.COVERAGE * instants) {
      return Double.NaN;
    }
    return switch (of) {
      case MIN -> min;
      case MAX -> max;
      case MEAN -> sum / judged;
      default -> sum;
    };
  }

  private double hits(Spell spell, double last) {
    long start = now - spell.windowMs();
    int instants = 0;
    int judged = 0;
    double sum = 0;
    for (long t = instant(spell, now); t > start && instants < last; t = instant(spell, t - 1)) {
      move(t);
      double value = spell.value().eval(this);
      instants++;
      if (!Double.isNaN(value)) {
        judged++;
        sum += value;
      }
    }
    boolean enough = instants >= last && judged >= Spell.COVERAGE * instants;
    return enough && judged > 0 ? sum : Double.NaN;
  }

  /** A value lasts until the next instant, at most as long as silence is expected. */
  private double time(Spell spell) {
    long until = now;
    long start = now - spell.windowMs();
    long hold = rule().timing.holdMs;
    double judged = 0;
    double held = 0;
    for (long t = instant(spell, now);
        until > start && t != Machine.NEVER;
        t = instant(spell, t - 1)) {
      move(t);
      double value = spell.value().eval(this);
      long to = hold > 0 ? Math.min(until, t + hold) : until;
      long span = to - Math.max(t, start);
      if (!Double.isNaN(value) && span > 0) {
        judged += span;
        held += value * span;
      }
      until = t;
    }
    return judged == 0 || judged < Spell.COVERAGE * spell.windowMs() ? Double.NaN : held / judged;
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
    long[] starts = r.timing.ruleSetStarts[number];
    int set = starts.length - 1;
    while (set > 0 && starts[set] > now) {
      set--;
    }
    @Nullable Series[] items = r.indexSeries[number][set];
    for (int i = 0; i < items.length; i++) {
      Series series = items[i];
      inputs[i] = series == null ? Double.NaN : series.over(Take.MEAN, now, HOUR_MS, 0);
    }
    return index.value(set, inputs);
  }
}
