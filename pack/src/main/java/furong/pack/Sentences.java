package furong.pack;

import furong.base.Level;
import furong.base.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    Optional<RuleProgram.LevelProgram> way = way(program, level, values);
    boolean compared = false;
    for (RuleProgram.Bound bound : way.map(RuleProgram.LevelProgram::bounds).orElse(List.of())) {
      Double value = values.get(bound.input());
      if (value != null && said.add(bound.input() + bound.operator())) {
        compared |= text.bound(program, bound, value);
      }
    }
    if (compared) {
      text.held(way.orElseThrow().conditions().getFirst().holdsForMs());
    }
    if (said.isEmpty()) {
      text.values(program, values);
    }
    return text.zh.isEmpty()
        ? Optional.empty()
        : Optional.of(Text.of(text.zh.toString(), text.en.toString()));
  }

  /** Of several ways to a level the first that the values went; else the first that quotes any. */
  private static Optional<RuleProgram.LevelProgram> way(
      RuleProgram program, Level level, Map<String, Double> values) {
    List<RuleProgram.LevelProgram> told =
        program.levels().stream()
            .filter(w -> w.level() == level)
            .filter(w -> w.bounds().stream().anyMatch(b -> values.containsKey(b.input())))
            .toList();
    return told.stream()
        .filter(w -> w.bounds().stream().allMatch(b -> holds(program, b, values.get(b.input()))))
        .findFirst()
        .or(() -> told.stream().findFirst());
  }

  private static boolean holds(
      RuleProgram program, RuleProgram.Bound bound, @Nullable Double value) {
    Param param = program.pack().params().get(bound.param());
    Double limit = param == null ? null : param.value();
    if (param == null || limit == null || value == null) {
      return false;
    }
    double held =
        program
            .input(bound.input())
            .flatMap(i -> Units.convert(param.unit(), i.unit()))
            .map(c -> limit * c.factor() + c.offset())
            .orElse(limit);
    int side = Double.compare(value, held);
    return switch (bound.operator()) {
      case ">" -> side > 0;
      case ">=" -> side >= 0;
      case "<" -> side < 0;
      case "<=" -> side <= 0;
      case "==" -> side == 0;
      case "!=" -> side != 0;
      default -> false;
    };
  }

  /**
   * A value, and what it is held against if it is so: of an alert that clears or eases the value
   * alone is said.
   */
  private boolean bound(RuleProgram program, RuleProgram.Bound bound, double value) {
    Optional<RuleInput> input = program.input(bound.input());
    if (input.isEmpty()) {
      return false;
    }
    value(input.get(), value);
    Param param = program.pack().params().get(bound.param());
    Double limit = param == null ? null : param.value();
    if (param == null || limit == null || !holds(program, bound, value)) {
      return false;
    }
    boolean sameUnit = param.unit().equals(input.get().unit());
    String figure = figure(limit, sameUnit ? input.get().symbol() : Titles.symbol(param.unit()));
    Text operator = OPERATORS.getOrDefault(bound.operator(), Text.of(bound.operator(), ""));
    zh.append("，").append(operator.zh()).append(' ').append(figure);
    en.append(", ").append(operator.en()).append(' ').append(figure);
    return true;
  }

  /** {@code 高于 15 cm}; without a figure while the city has not set it. */
  static Text limit(String operator, Param param) {
    Text word = OPERATORS.getOrDefault(operator, Text.of(operator, ""));
    Double limit = param.value();
    return limit == null
        ? Text.of(word.zh() + param.title().zh(), word.en() + " " + param.title().en())
        : Text.of(
            word.zh() + " " + figure(limit, Titles.symbol(param.unit())),
            word.en() + " " + figure(limit, Titles.symbol(param.unit())));
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
