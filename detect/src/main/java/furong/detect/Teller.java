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
    if (says.isFiring() && !rule.told() && says.openedAt() == rule.toldAt()) {
      rule.goesOn(says.level());
      out.alert(change(thing, rule, AlertChange.Kind.LEVEL, after(rule, at), "restored", cursor));
    } else if (says.isFiring() && !rule.told()) {
      open(thing, rule, says.openedAt(), says.level(), cursor, out);
    } else if (says.isFiring() && !sameLevel(rule, says.level())) {
      rule.goesOn(says.level());
      out.alert(change(thing, rule, AlertChange.Kind.LEVEL, says.changedAt(), "", cursor));
    } else if (!says.isFiring() && rule.told()) {
      boolean cleared = says.clearedAt() != Machine.NEVER && says.clearedAt() >= rule.toldAt();
      if (cleared) {
        close(thing, rule, says.clearedAt(), "", cursor, out);
      } else {
        close(thing, rule, after(rule, at), "withdrawn", cursor, out);
      }
    }
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
        && says.openedAt() != rule.toldAt()) {
      open(thing, rule, says.openedAt(), says.level(), cursor, out);
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
    rule.ends();
    out.alert(change(thing, rule, AlertChange.Kind.CLEARED, at, why, cursor));
  }

  /** An alert as it opened, without what it was told for. */
  static AlertChange open(ThingState thing, RuleState rule) {
    return new AlertChange(
        AlertChange.alertId(rule.rule, thing.id, rule.toldAt()),
        rule.rule,
        rule.rule.substring(0, rule.rule.indexOf('.')),
        "",
        AlertChange.Kind.OPENED,
        rule.toldAs(),
        thing.id,
        thing.division,
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
        AlertChange.alertId(rule.rule, thing.id, rule.toldAt()),
        rule.rule,
        rule.rule.substring(0, rule.rule.indexOf('.')),
        program == null ? "" : program.pack().version(),
        kind,
        rule.toldAs(),
        thing.id,
        thing.division,
        at,
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
