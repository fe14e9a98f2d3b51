package furong.flow;

import furong.base.Result;
import furong.base.WorkCalendar;
import furong.detect.Quality;
import furong.detect.QualityLimits;
import furong.detect.RuleBook;
import furong.observe.LogRecord;
import furong.pack.PackFiles;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What readings in history are held against: the limits of the versions of packs that the log has
 * named so far, over those that were in force at the start. They change with the same entry as the
 * rules of the stream do, so what history marks is what rules saw.
 *
 * <p>Versions that do not read change nothing here either. What was not yet in history at a start
 * is held against what is in force then. One thread; all packs are compiled once a switch.
 */
public final class JudgingLimits implements Quality.Limits {

  private final JudgingPacks packs;
  private final RuleBook rules;
  private final WorkCalendar calendar;

  /** Compiled once for all shards, which meet the same entry one after the other. */
  private final Map<JudgingPacks, JudgingLimits> known;

  private JudgingLimits(
      JudgingPacks packs,
      RuleBook rules,
      WorkCalendar calendar,
      Map<JudgingPacks, JudgingLimits> known) {
    this.packs = packs;
    this.rules = rules;
    this.calendar = calendar;
    this.known = known;
  }

  /**
   * @param packs in force at the start
   * @param numbers of their versions in the city
   */
  public static JudgingLimits of(
      PackFiles packs, Map<String, Long> numbers, WorkCalendar calendar) {
    JudgingPacks first = JudgingPacks.first(packs, numbers);
    return new JudgingLimits(first, first.rules(calendar).orThrow(), calendar, new HashMap<>());
  }

  @Override
  public @Nullable QualityLimits of(String property) {
    return rules.limits(property);
  }

  @Override
  public Quality.Limits after(LogRecord.Released entry) {
    JudgingPacks next = packs.with(entry);
    if (next.equals(packs)) {
      return this;
    }
    @Nullable JudgingLimits there = known.get(next);
    if (there == null) {
      if (!(next.rules(calendar) instanceof Result.Ok<RuleBook>(RuleBook compiled))) {
        return this;
      }
      there = new JudgingLimits(next, compiled, calendar, known);
      known.clear(); // the shards are one switch apart at most, as a rule
      known.put(next, there);
    }
    return there;
  }
}
