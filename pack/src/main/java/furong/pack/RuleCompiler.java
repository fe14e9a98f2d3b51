package furong.pack;

import dev.cel.compiler.CelCompiler;
import furong.base.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the rules of a book once; what comes out runs many million times. */
public final class RuleCompiler {

  private RuleCompiler() {}

  /**
   * Programs of all rules, in the order of the book; faults in place of what cannot be compiled.
   */
  public static List<RuleProgram> compile(PackBook book, Faults faults) {
    List<RuleProgram> programs = new ArrayList<>();
    for (Pack pack : book.packs()) {
      if (pack.rules().isEmpty()) {
        continue;
      }
      CelCompiler cel = CelLanguage.of(pack, book);
      for (Rule rule : pack.rules()) {
        programs.add(compile(rule, pack, book, cel, faults));
      }
    }
    return programs;
  }

  private static RuleProgram compile(
      Rule rule, Pack pack, PackBook book, CelCompiler cel, Faults faults) {
    RuleScope scope = new RuleScope(rule, pack, book);
    ExprCompiler compiler = new ExprCompiler(scope, cel, faults);
    Map<String, Long> spans = new HashMap<>();
    List<RuleProgram.LevelProgram> levels = new ArrayList<>();
    for (Rule.RuleLevel level : rule.levels()) {
      List<RuleProgram.Condition> conditions = new ArrayList<>();
      conditions.add(
          new RuleProgram.Condition(
              compiler.compile(level.when()), spanMs(pack, rule, level.holdsFor(), spans, faults)));
      for (Rule.Condition also : level.also()) {
        conditions.add(
            new RuleProgram.Condition(
                compiler.compile(also.when()), spanMs(pack, rule, also.holdsFor(), spans, faults)));
      }
      levels.add(new RuleProgram.LevelProgram(level.level(), conditions, scope.takeBounds()));
    }
    Rule.ExprText clear = rule.clear();
    Expr clearExpr = clear == null ? null : compiler.compile(clear);
    return new RuleProgram(
        rule,
        pack,
        scope.properties(),
        scope.indexes(),
        levels,
        clearExpr,
        spanMs(pack, rule, rule.clearFor(), spans, faults),
        silence(rule, pack, faults),
        scope.longestWindowMs(),
        scope.usualWeeks(),
        scope.inputs(),
        across(rule, pack, scope, faults));
  }

  private static RuleProgram.@Nullable Across across(
      Rule rule, Pack pack, RuleScope scope, Faults faults) {
    Rule.Over over = rule.over();
    if (over == null) {
      return null;
    }
    if (over.knownShare().isEmpty() && (!scope.members().isEmpty() || scope.asksForFigures())) {
      faults.add(
          "rule.over",
          rule.place(),
          Text.of(
              "known_share 须写明多大比例的部件（或指标所含天数）已知才判断",
              "known_share must say which share of the things, or of the days behind a figure, has to"
                  + " be known"));
    }
    return scope.across(
        number(rule, pack, over.within(), "m", faults),
        number(rule, pack, over.knownShare(), Part.PLAIN, faults));
  }

  /** A parameter in a unit; 0 when none is named, NaN when the city has yet to set it. */
  private static double number(Rule rule, Pack pack, String name, String unit, Faults faults) {
    if (name.isEmpty()) {
      return 0;
    }
    Param param = pack.params().get(name);
    double factor = param == null ? Double.NaN : Units.factor(param.unit(), unit);
    if (param == null || Double.isNaN(factor)) {
      faults.add(
          "rule.over",
          rule.place(),
          Text.of(
              "params." + name + " 须为以 " + unit + " 为单位的数值",
              "params." + name + " must be a number in " + unit));
      return 0;
    }
    Double value = param.value();
    return value == null ? Double.NaN : value * factor;
  }

  private static RuleProgram.@Nullable SilenceProgram silence(Rule rule, Pack pack, Faults faults) {
    Rule.Silence silence = rule.silence();
    return silence == null
        ? null
        : new RuleProgram.SilenceProgram(
            silence.level(),
            silence.properties(),
            spanMs(pack, rule, silence.after(), new HashMap<>(), faults));
  }

  private static long spanMs(
      Pack pack, Rule rule, String name, Map<String, Long> known, Faults faults) {
    if (name.isEmpty()) {
      return 0;
    }
    return known.computeIfAbsent(
        name,
        n -> {
          Param param = pack.params().get(n);
          if (param == null || !param.isDuration() || param.value() == null) {
            faults.add(
                "rule.span",
                rule.place(),
                Text.of(
                    "params." + n + " 须为已知的时长（min、h、d）",
                    "params." + n + " must be a known span of time (min, h, d)"));
            return 0L;
          }
          return param.duration().orElseThrow().toMillis();
        });
  }
}
