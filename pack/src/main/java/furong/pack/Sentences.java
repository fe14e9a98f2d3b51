package furong.pack;

import furong.base.Level;
import furong.base.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says in a sentence why a rule fires, from the rule itself and the values that it saw.
 *
 * <pre>{@code
 * Sentences.why(program, Level.IV, Map.of("aqi()", 250.0)).orElseThrow().zh()   // 空气质量指数 250，高于 200，持续 3 小时
 * }</pre>
 *
 * A rule whose comparisons are not of one value with one threshold is told by its values alone.
 */
public final class Sentences {

  /** Digits of a figure in a sentence: what an instrument can tell apart. */
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private static final Map<String, Text> OPERATORS =
      Map.of(
          ">", Text.of("高于", "above"),
          ">=", Text.of("达到", "at or above"),
          "<", Text.of("低于", "below"),
          "<=", Text.of("不高于", "at or below"),
          "==", Text.of("等于", "equal to"),
          "!=", Text.of("不等于", "not"));

  private final StringBuilder zh = new StringBuilder();
  private final StringBuilder en = new StringBuilder();

  private Sentences() {}

  /**
   * The sentence; empty when nothing is known that could be said.
   *
   * @param values of the rule's inputs by name, as an alert quotes them
   */
  public static Optional<Text> why(RuleProgram program, Level level, Map<String, Double> values) {
    Sentences text = new Sentences();
    RuleProgram.SilenceProgram silence = program.silence();
    if (silence != null) {
      Text span = Titles.span(silence.afterMs());
      return Optional.of(Text.of("已有 " + span.zh() + "没有数据", "nothing heard for " + span.en()));
    }
    Set<String> said = new LinkedHashSet<>();
    for (RuleProgram.LevelProgram way : program.levels()) {
      if (way.level() == level) {
        for (RuleProgram.Bound bound : way.bounds()) {
          Double value = values.get(bound.input());
          if (value != null && said.add(bound.input() + bound.operator())) {
            text.bound(program, bound, value);
          }
        }
        if (!said.isEmpty()) {
          text.held(way.conditions().getFirst().holdsForMs());
          break; // a level that is reached by several ways is told by the first
        }
      }
    }
    if (said.isEmpty()) {
      text.values(program, values);
    }
    return text.zh.isEmpty()
        ? Optional.empty()
        : Optional.of(Text.of(text.zh.toString(), text.en.toString()));
  }

  private void bound(RuleProgram program, RuleProgram.Bound bound, double value) {
    Optional<RuleInput> input = program.input(bound.input());
    if (input.isEmpty()) {
      return;
    }
    value(input.get(), value);
    Text operator = OPERATORS.getOrDefault(bound.operator(), Text.of(bound.operator(), ""));
    Param param = program.pack().params().get(bound.param());
    Double limit = param == null ? null : param.value();
    if (param != null && limit != null) {
      String figure = figure(limit, Titles.symbol(param.unit()));
      zh.append("，").append(operator.zh()).append(' ').append(figure);
      en.append(", ").append(operator.en()).append(' ').append(figure);
    }
  }

  private void value(RuleInput input, double value) {
    String figure = figure(value, input.symbol());
    zh.append(zh.isEmpty() ? "" : "；").append(input.title().zh()).append(' ').append(figure);
    en.append(en.isEmpty() ? "" : "; ").append(input.title().en()).append(' ').append(figure);
  }

  private void held(long ms) {
    if (ms > 0) {
      zh.append("，持续 ").append(Titles.span(ms).zh());
      en.append(", for ").append(Titles.span(ms).en());
    }
  }

  private void values(RuleProgram program, Map<String, Double> values) {
    for (RuleInput input : program.inputs()) {
      Double value = values.get(input.name());
      if (value != null && !input.isParam()) {
        value(input, value);
      }
    }
  }

  private static String figure(double value, String symbol) {
    BigDecimal rounded = new BigDecimal(value, FOUR_DIGITS).stripTrailingZeros();
    return rounded.toPlainString() + (symbol.isEmpty() ? "" : " " + symbol);
  }
}
