package furong.detect;

import furong.base.Level;
import furong.base.Text;
import furong.pack.RuleInput;
import furong.pack.RuleProgram;
import furong.pack.Sentences;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Compares what a rule says with what was told, and tells the difference. */
final class Teller {

  private static final double HOUR_MS = 3_600_000.0;

  /** Why an alert ends that a late reading refutes. */
  private static final String WITHDRAWN = "withdrawn";

  private Teller() {}

  /**
   * Tells what has changed.
   *
   * @param says the machine to believe
   * @param at event time of the comparison
   */
  static void tell(
      ThingState thing, RuleState rule, Machine says, long at, Cursor cursor, Effects out) {
    gap(thing, rule, says, cursor, out);
    if (says.isFiring() && rule.told()) {
      goesOn(thing, rule, says, at, cursor, out);
    } else if (says.isFiring()) {
      begins(thing, rule, says, at, cursor, out);
    } else if (rule.told()) {
      boolean cleared = says.clearedAt() != Machine.NEVER && says.clearedAt() >= rule.toldAt();
      close(
          thing,
          rule,
          cleared ? says.clearedAt() : after(rule, at),
          cleared ? "" : WITHDRAWN,
          cursor,
          out);
    } else if (rule.isWithdrawn()
        && says.judgement() == Judgement.OK
        && at > rule.lastToldAt() + thing.shape.latenessMs) {
      rule.letGo();
    }
  }

  /** Late readings may show that it began at another time, or that it is another one by now. */
  private static void goesOn(
      ThingState thing, RuleState rule, Machine says, long at, Cursor cursor, Effects out) {
    if (says.openedAt() == rule.toldAt()) {
      if (!sameLevel(rule, says.level())) {
        rule.goesOn(says.openedAt(), says.level());
        out.alert(change(thing, rule, AlertChange.Kind.LEVEL, says.changedAt(), "", cursor));
      }
    } else if (says.clearedAt() >= rule.toldAt()) {
      close(thing, rule, says.clearedAt(), "", cursor, out);
      open(thing, rule, says.openedAt(), says.level(), cursor, out);
    } else {
      again(thing, rule, says, at, cursor, out);
    }
  }

  private static void begins(
      ThingState thing, RuleState rule, Machine says, long at, Cursor cursor, Effects out) {
    if (says.openedAt() == rule.toldAt() || isReturn(thing, rule, says)) {
      again(thing, rule, says, at, cursor, out);
    } else {
      open(thing, rule, says.openedAt(), says.level(), cursor, out);
    }
  }

  /** The same alert, perhaps with another beginning. */
  private static void again(
      ThingState thing, RuleState rule, Machine says, long at, Cursor cursor, Effects out) {
    String why = says.openedAt() == rule.toldAt() ? "restored" : "beginning moved";
    rule.goesOn(says.openedAt(), says.level());
    out.alert(change(thing, rule, AlertChange.Kind.LEVEL, after(rule, at), why, cursor));
  }

  /**
   * Whether what comes true is what was withdrawn: one alert that moves its beginning. It is when
   * the rule has not been quiet since, but for the lateness after the withdrawal, and nothing
   * longer than its readings' expected silence lies between.
   */
  private static boolean isReturn(ThingState thing, RuleState rule, Machine says) {
    Ruled by = rule.by();
    if (!rule.isWithdrawn() || by == null) {
      return false;
    }
    RuleProgram.SilenceProgram silence = by.program.silence();
    long holdsFor =
        silence != null
            ? silence.afterMs()
            : by.program.levels().get(says.level()).conditions().stream()
                .mapToLong(RuleProgram.Condition::holdsForMs)
                .max()
                .orElse(0);
    return says.openedAt() - holdsFor
        <= rule.lastToldAt() + thing.shape.latenessMs + by.timing.holdMs;
  }

  /**
   * An instant behind every change that was told of the alert: readings that refute and restore it
   * again and again at one time of its thing's clock are changes of their own each time.
   */
  private static long after(RuleState rule, long at) {
    return Math.max(at, rule.lastToldAt() + 1);
  }

  /** A level may be reached by several ways; only another level is news. */
  private static boolean sameLevel(RuleState rule, int number) {
    RuleProgram program = rule.program();
    return program == null || level(program, number) == rule.toldAs();
  }

  /** A silence that was over when it was found. */
  private static void gap(
      ThingState thing, RuleState rule, Machine says, Cursor cursor, Effects out) {
    if (says.gapFrom() == Machine.NEVER) {
      return;
    }
    if (!rule.told() && says.gapFrom() != rule.toldAt()) {
      open(thing, rule, says.gapFrom(), 0, cursor, out);
      close(thing, rule, says.gapTo(), "", cursor, out);
    }
    says.forgetGap();
  }

  /** An episode that late readings revealed, begun and ended within what was open. */
  static void missed(
      ThingState thing, RuleState rule, Machine says, int before, Cursor cursor, Effects out) {
    if (!rule.told()
        && !says.isFiring()
        && says.episodes() > before
        && (says.openedAt() != rule.toldAt() || rule.isWithdrawn())) {
      begins(thing, rule, says, says.openedAt(), cursor, out);
      close(thing, rule, says.clearedAt(), "", cursor, out);
    }
  }

  private static void open(
      ThingState thing, RuleState rule, long at, int level, Cursor cursor, Effects out) {
    rule.opens(at, level);
    out.alert(change(thing, rule, AlertChange.Kind.OPENED, at, "", cursor));
  }

  /** Ends what was told. @param why stable word for an unusual end; empty for the usual one */
  static void close(
      ThingState thing, RuleState rule, long at, String why, Cursor cursor, Effects out) {
    rule.ends(why.equals(WITHDRAWN));
    out.alert(change(thing, rule, AlertChange.Kind.CLEARED, at, why, cursor));
  }

  /** An alert as it opened, without what it was told for. */
  static AlertChange open(ThingState thing, RuleState rule) {
    return new AlertChange(
        AlertChange.alertId(rule.rule, thing.id, rule.namedAt()),
        rule.rule,
        rule.rule.substring(0, rule.rule.indexOf('.')),
        "",
        AlertChange.Kind.OPENED,
        rule.toldAs(),
        thing.id,
        thing.division,
        rule.toldAt(),
        rule.toldAt(),
        thing.simulated,
        thing.live,
        Map.of(),
        "");
  }

  private static AlertChange change(
      ThingState thing, RuleState rule, AlertChange.Kind kind, long at, String why, Cursor cursor) {
    RuleProgram program = rule.program();
    rule.tells(at, program == null ? null : level(program, rule.toldLevel()));
    Map<String, Double> inputs = program == null ? Map.of() : inputs(rule, program, at, cursor);
    return new AlertChange(
        AlertChange.alertId(rule.rule, thing.id, rule.namedAt()),
        rule.rule,
        rule.rule.substring(0, rule.rule.indexOf('.')),
        program == null ? "" : program.pack().version(),
        kind,
        rule.toldAs(),
        thing.id,
        thing.division,
        at,
        rule.toldAt(),
        thing.simulated,
        thing.live,
        inputs,
        program == null ? why : reason(program, rule.toldAs(), inputs, why));
  }

  static Level level(RuleProgram program, int number) {
    RuleProgram.SilenceProgram silence = program.silence();
    return silence != null ? silence.level() : program.levels().get(number).level();
  }

  private static Map<String, Double> inputs(
      RuleState rule, RuleProgram program, long at, Cursor cursor) {
    Map<String, Double> inputs = new LinkedHashMap<>();
    RuleProgram.SilenceProgram silence = program.silence();
    if (silence != null) {
      inputs.put("silent_h", silence.afterMs() / HOUR_MS);
      return inputs;
    }
    Ruled by = rule.by();
    if (by == null) {
      return inputs;
    }
    cursor.at(by, rule.series, at);
    for (RuleInput input : program.inputs()) {
      double value = input.value().eval(cursor);
      if (!Double.isNaN(value)) {
        inputs.put(input.name(), value);
      }
    }
    return inputs;
  }

  /** {@code 持续重污染：空气质量指数 250，高于 200 · Lasting heavy pollution: AQI 250, above 200}. */
  static String reason(RuleProgram program, Level level, Map<String, Double> inputs, String why) {
    Text title = program.rule().title();
    Optional<Text> sentence = Sentences.why(program, level, inputs);
    return title.zh()
        + sentence.map(s -> "：" + s.zh()).orElse("")
        + " · "
        + title.en()
        + sentence.map(s -> ": " + s.en()).orElse("")
        + (why.isEmpty() ? "" : " [" + why + "]");
  }
}
