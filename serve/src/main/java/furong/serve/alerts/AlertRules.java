package furong.serve.alerts;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.pack.Faults;
import furong.pack.PackBook;
import furong.pack.Param;
import furong.pack.Rule;
import furong.pack.RuleCompiler;
import furong.pack.RuleInput;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import furong.pack.Sentences;
import furong.pack.Units;
import furong.release.CityPacks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What an alert's rule says of the values that the alert quotes: the rule in force of an alert that
 * is open, since that judges it now; of one that is over, and of a rule that was withdrawn, the
 * version of the pack that raised it. Of a version that nobody kept nothing is known.
 */
@Component
class AlertRules {

  private static final String INDICATORS = "(indicators.";

  /** Earlier versions that stay compiled: a page of alerts seldom shows more of them. */
  private static final int KEPT = 32;

  /** Where earlier versions of packs come from. */
  interface Versions {

    /** The packs with one of them as that version has it. */
    Optional<PackBook> of(String pack, long number);
  }

  private record Version(String pack, String name) {}

  private final Versions versions;
  private final Supplier<Map<String, RuleProgram>> compiled;

  /** The one that was asked for longest ago first. */
  private final Map<Version, Map<String, RuleProgram>> earlier = new LinkedHashMap<>();

  @Autowired
  AlertRules(PackBook packs, ObjectProvider<CityPacks> kept) {
    this(
        packs,
        (pack, number) ->
            Optional.ofNullable(kept.getIfAvailable()).flatMap(k -> k.asOf(pack, number)));
  }

  AlertRules(PackBook packs, Versions versions) {
    this.versions = versions;
    compiled = packs.follow(AlertRules::compile);
  }

  private static Map<String, RuleProgram> compile(PackBook book) {
    return RuleCompiler.compile(book, new Faults()).stream()
        .collect(Collectors.toMap(p -> p.rule().id(), Function.identity()));
  }

  private Map<String, RuleProgram> programs() {
    return compiled.get();
  }

  /** The sentence that says why it fired. */
  Optional<Text> why(Alert alert) {
    return program(alert).flatMap(p -> Sentences.why(p, alert.level(), alert.inputs()));
  }

  Optional<RuleProgram> program(Alert alert) {
    Optional<RuleProgram> inForce = Optional.ofNullable(programs().get(alert.rule()));
    boolean judgedByIt =
        inForce
            .filter(p -> alert.open() || p.pack().version().equals(alert.packVersion()))
            .isPresent();
    return judgedByIt
        ? inForce
        : Optional.ofNullable(
                earlier(new Version(alert.pack(), alert.packVersion())).get(alert.rule()))
            .or(() -> inForce);
  }

  private Map<String, RuleProgram> earlier(Version version) {
    synchronized (earlier) {
      Map<String, RuleProgram> known = earlier.remove(version);
      Map<String, RuleProgram> found = known == null ? read(version) : known;
      earlier.put(version, found);
      if (earlier.size() > KEPT) {
        earlier.remove(earlier.keySet().iterator().next());
      }
      return found;
    }
  }

  /** {@code 0.1.0+2} is the version of that number in the city, {@code 0.1.0} the first one. */
  private Map<String, RuleProgram> read(Version version) {
    int plus = version.name().indexOf('+');
    try {
      long number = plus < 0 ? 0 : Long.parseLong(version.name().substring(plus + 1));
      return versions.of(version.pack(), number).map(AlertRules::compile).orElse(Map.of());
    } catch (NumberFormatException e) {
      return Map.of(); // a name that no city gave
    }
  }

  /** The rule itself, for its words; empty when no version is known that has it. */
  Optional<Rule> rule(Alert alert) {
    return program(alert).map(RuleProgram::rule);
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
