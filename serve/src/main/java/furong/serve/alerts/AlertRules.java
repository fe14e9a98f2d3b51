package furong.serve.alerts;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.pack.Faults;
import furong.pack.PackBook;
import furong.pack.Param;
import furong.pack.RuleCompiler;
import furong.pack.RuleInput;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import furong.pack.Sentences;
import furong.pack.Units;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What an alert's rule says of the values that the alert quotes. Of a rule that no installed pack
 * has any more nothing is known.
 */
@Component
class AlertRules {

  private static final String INDICATORS = "(indicators.";

  private final PackBook packs;
  private final Supplier<Map<String, RuleProgram>> compiled;

  AlertRules(PackBook packs) {
    this.packs = packs;
    compiled =
        packs.follow(book ->
            RuleCompiler.compile(book, new Faults()).stream()
                .collect(Collectors.toMap(p -> p.rule().id(), Function.identity())));
  }

  private Map<String, RuleProgram> programs() {
    return compiled.get();
  }

  /** The sentence that says why it fired. */
  Optional<Text> why(Alert alert) {
    return program(alert).flatMap(p -> Sentences.why(p, alert.level(), alert.inputs()));
  }

  Optional<RuleProgram> program(Alert alert) {
    return Optional.ofNullable(programs().get(alert.rule()));
  }

  Optional<RuleInput> input(Alert alert, String name) {
    return program(alert).flatMap(p -> p.input(name));
  }

  /** What it looked at, thresholds left out: what its level is held against first. */
  List<RuleInput> watched(Alert alert) {
    return program(alert)
        .map(p ->
            Stream.concat(
                    bounds(p, alert.level()).flatMap(b -> p.input(b.input()).stream()),
                    p.inputs().stream().filter(i -> !i.isParam()))
                .filter(i -> alert.inputs().containsKey(i.name()))
                .distinct()
                .toList())
        .orElse(List.of());
  }

  private static Stream<RuleProgram.Bound> bounds(RuleProgram program, Level level) {
    return program.levels().stream()
        .filter(l -> l.level() == level)
        .flatMap(l -> l.bounds().stream());
  }

  /** The number that an input is held against at the alert's level, in the input's unit. */
  OptionalDouble threshold(Alert alert, RuleInput input) {
    return program(alert).stream()
        .flatMap(p ->
            bounds(p, alert.level())
                .filter(b -> b.input().equals(input.name()))
                .flatMap(b -> p.pack().param(b.param()).stream()))
        .flatMapToDouble(param -> in(input.unit(), param).stream())
        .findFirst();
  }

  /**
   * Id of the indicator that an input is a figure of: {@code this_month(indicators.heavy_days)}.
   */
  static Optional<String> indicator(RuleInput input) {
    String name = input.name();
    int from = name.indexOf(INDICATORS);
    return from < 0 || !name.endsWith(")")
        ? Optional.empty()
        : Optional.of(name.substring(from + INDICATORS.length(), name.length() - 1));
  }

  /** What is asked of each thing, by the name that the alert quotes one of them by. */
  Optional<RuleMember> member(Alert alert, String quoted) {
    String text = RuleMember.text(quoted);
    return program(alert).map(RuleProgram::across).stream()
        .flatMap(across -> across.members().stream())
        .filter(m -> m.shown().name().equals(text))
        .findFirst();
  }

  /** The number that the value of one thing of many is held against. */
  OptionalDouble threshold(Alert alert, RuleMember member) {
    return program(alert).stream()
        .flatMap(p ->
            member.bounds().stream()
                .filter(b -> b.input().equals(member.shown().name()))
                .flatMap(b -> p.pack().param(b.param()).stream()))
        .flatMapToDouble(param -> in(member.shown().unit(), param).stream())
        .findFirst();
  }

  private static OptionalDouble in(String unit, Param param) {
    Double value = param.value();
    return value == null
        ? OptionalDouble.empty()
        : Units.convert(param.unit(), unit)
            .map(c -> OptionalDouble.of(value * c.factor()))
            .orElse(OptionalDouble.empty());
  }
}
