package furong.detect;

import furong.base.Mean;
import furong.pack.Index;
import furong.pack.Readings;
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
  private @Nullable Ruled rule;
  private Series[] all = {};
  private long now;
  private boolean watches;
  private long changesAt;
  private Schedule schedule = new Schedule(ZoneOffset.UTC, null);

  // an index is asked for by every level of a rule and computed once
  private int memoOf = -1;
  private double memo;

  private final Listening listening;

  Cursor(Listening listening) {
    this.listening = listening;
  }

  /** See {@link Listening#silentAt}. */
  long silentAt(long lastHeard, long afterMs) {
    return listening.silentAt(lastHeard, afterMs);
  }

  void keep(Schedule ofCity) {
    schedule = ofCity;
  }

  /**
   * @param series of the thing
   */
  Cursor at(Ruled newRule, Series[] series, long time) {
    rule = newRule;
    all = series;
    now = time;
    memoOf = -1;
    watches = false;
    return this;
  }

  /** The same, and notes until when the answers hold. */
  Cursor watching(Ruled newRule, Series[] series, long time) {
    at(newRule, series, time);
    watches = true;
    changesAt = Waking.NEVER;
    return this;
  }

  /**
   * The first instant at which what was asked since {@link #watching} may have another answer
   * though nothing more is heard; what depends on the clock itself may at once.
   */
  long changesAt() {
    return changesAt;
  }

  private void changes(long atMs) {
    changesAt = Math.min(changesAt, atMs);
  }

  private Ruled rule() {
    if (rule == null) {
      throw new IllegalStateException("a cursor is placed before it is asked");
    }
    return rule;
  }

  private @Nullable Series series(int property) {
    int at = rule().series(property);
    return at < 0 ? null : all[at];
  }

  /** The series for a window that ends now. */
  private @Nullable Series series(int property, long windowMs) {
    Series series = series(property);
    if (series != null && watches) {
      changes(series.changesAfter(now, windowMs));
    }
    return series;
  }

  @Override
  public double last(int property) {
    Series series = series(property);
    if (series == null) {
      return Double.NaN;
    }
    long silenceMs = rule().timing.silenceMs[property];
    if (watches) {
      changes(series.newestChangesAfter(now, silenceMs));
    }
    return series.last(now, silenceMs);
  }

  @Override
  public double window(Take take, int property, long windowMs, long agoMs) {
    Series series = series(property);
    if (series == null) {
      return take == Take.COUNT ? 0 : Double.NaN;
    }
    if (watches) {
      long change = series.changesAfter(now - agoMs, windowMs);
      changes(change == Waking.NEVER ? change : change + agoMs);
    }
    return series.over(take, now - agoMs, windowMs, rule().timing.everyMs[property]);
  }

  @Override
  public double rate(int property, long windowMs) {
    Series series = series(property, windowMs);
    return series == null ? Double.NaN : series.rate(now, windowMs);
  }

  @Override
  public double quantile(int property, long windowMs, double q) {
    Series series = series(property, windowMs);
    return series == null ? Double.NaN : series.quantile(now, windowMs, q);
  }

  @Override
  public double share(int property, long windowMs, double limit) {
    Series series = series(property, windowMs);
    return series == null ? Double.NaN : series.share(now, windowMs, limit);
  }

  @Override
  public double cusum(int property, long windowMs, double reference) {
    Series series = series(property, windowMs);
    return series == null ? Double.NaN : series.cusum(now, windowMs, reference);
  }

  @Override
  public double usual(int property, int weeks) {
    changes(now);
    Series series = series(property);
    return series == null ? Double.NaN : series.usual(now, weeks);
  }

  @Override
  public double farrington(int property, int years, int around, double z) {
    changes(now);
    Series series = series(property);
    return series == null
        ? Double.NaN
        : PastWeeks.exceedance(series, now, rule().timing.silenceMs[property], years, around, z);
  }

  // ---- the clock

  @Override
  public double timeOfDay() {
    changes(now);
    return schedule.timeOfDay(now);
  }

  @Override
  public double month() {
    changes(now);
    return schedule.month(now);
  }

  @Override
  public double workingDay() {
    changes(now);
    return schedule.workingDay(now);
  }

  // ---- spells

  @Override
  public double spell(Spell spell, Spell.Of of, double last) {
    long end = now;
    changes(now);
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
    Ruled r = rule();
    long newest = Machine.NEVER;
    for (int i = 0; i < spell.properties().size(); i++) {
      newest = later(newest, r.series(spell.properties().get(i)), time);
    }
    for (int i = 0; i < spell.indexes().size(); i++) {
      for (int[] set : r.index(spell.indexes().get(i))) {
        for (int at : set) {
          newest = later(newest, at, time);
        }
      }
    }
    return newest;
  }

  private long later(long newest, int series, long time) {
    return series < 0 ? newest : Math.max(newest, all[series].heardBefore(time));
  }

  private double values(Spell spell, Spell.Of of) {
    long start = now - spell.windowMs();
    int instants = 0;
    int judged = 0;
    Mean mean = Mean.ofEnergy(of == Spell.Of.ENERGY_MEAN);
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (long t = instant(spell, now); t > start; t = instant(spell, t - 1)) {
      move(t);
      double value = spell.value().eval(this);
      instants++;
      if (!Double.isNaN(value)) {
        judged++;
        sum += mean.step(value);
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
      case MEAN, ENERGY_MEAN -> mean.of(sum, judged);
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
    Ruled r = rule();
    Index index = r.program.indexes().get(number);
    long[] starts = r.timing.ruleSetStarts[number];
    int set = starts.length - 1;
    while (set > 0 && starts[set] > now) {
      set--;
    }
    if (set + 1 < starts.length) {
      changes(starts[set + 1]);
    }
    int[] items = r.index(number)[set];
    Take[] means = r.means(number)[set];
    for (int i = 0; i < items.length; i++) {
      if (items[i] < 0) {
        inputs[i] = Double.NaN;
      } else {
        Series series = all[items[i]];
        if (watches) {
          changes(series.changesAfter(now, HOUR_MS));
        }
        inputs[i] = series.over(means[i], now, HOUR_MS, 0);
      }
    }
    return index.value(set, inputs);
  }
}
