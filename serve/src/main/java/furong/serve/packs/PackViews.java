package furong.serve.packs;

import furong.base.Text;
import furong.base.WorkTime;
import furong.pack.Board;
import furong.pack.Index;
import furong.pack.IndexRuleSet;
import furong.pack.IndicatorDef;
import furong.pack.Pack;
import furong.pack.Param;
import furong.pack.Procedure;
import furong.pack.Property;
import furong.pack.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How packs look over HTTP. */
final class PackViews {

  record PackLine(
      String id,
      Text title,
      Text summary,
      String version,
      String status,
      int properties,
      int rules,
      int indicators) {}

  record ThresholdView(
      String name, Text title, @Nullable Double value, String unit, Text reason, String source) {}

  record ReferenceView(
      @Nullable LocalDate validFrom, @Nullable Double low, @Nullable Double high, String source) {}

  record PropertyView(
      String id,
      Text title,
      String definition,
      String unit,
      String symbol,
      @Nullable Double low,
      @Nullable Double high,
      String rangeReason,
      String expectedSilence,
      String lateness,
      List<ReferenceView> references,
      String source) {}

  record ConditionView(String when, String holdsFor) {}

  record LevelView(String level, String when, String holdsFor, List<ConditionView> also) {}

  record RuleView(
      String id,
      Text title,
      Text why,
      List<LevelView> levels,
      String clear,
      String clearFor,
      List<String> muteWhen,
      String procedure,
      List<Text> falseAlarms,
      List<Text> knownGaps,
      List<ThresholdView> thresholds,
      String over,
      String together,
      String reference) {}

  record ClockView(String stage, @Nullable Integer amount, @Nullable Text unit, String param) {}

  record ProcedureView(
      String id,
      Text title,
      String category,
      Text categoryTitle,
      String responsible,
      String role,
      List<ClockView> clocks,
      List<Text> steps,
      List<String> evidence,
      String source) {}

  record RuleSetView(String id, @Nullable LocalDate validFrom, int items, String source) {}

  record IndexView(String id, Text title, List<RuleSetView> ruleSets) {}

  record IndicatorView(
      String id,
      Text title,
      String version,
      Text formula,
      String unit,
      String direction,
      Text validity,
      String source) {}

  record PackView(
      String id,
      Text title,
      Text summary,
      String version,
      String status,
      List<String> owners,
      List<String> needs,
      List<String> serves,
      List<String> sources,
      List<RuleView> rules,
      List<ThresholdView> thresholds,
      List<PropertyView> properties,
      List<IndexView> indexes,
      List<ProcedureView> procedures,
      List<IndicatorView> indicators,
      Board board) {}

  private PackViews() {}

  static PackLine line(Pack pack) {
    return new PackLine(
        pack.id(),
        pack.title(),
        pack.summary(),
        pack.version(),
        word(pack.status()),
        pack.properties().size(),
        pack.rules().size(),
        pack.indicators().size());
  }

  static PackView view(Pack pack) {
    return new PackView(
        pack.id(),
        pack.title(),
        pack.summary(),
        pack.version(),
        word(pack.status()),
        pack.owners(),
        pack.needs(),
        pack.serves(),
        pack.sources(),
        pack.rules().stream().map(r -> rule(pack, r)).toList(),
        pack.params().values().stream().map(PackViews::threshold).toList(),
        pack.properties().stream().map(PackViews::property).toList(),
        pack.indexes().stream().map(PackViews::index).toList(),
        pack.procedures().stream().map(PackViews::procedure).toList(),
        pack.indicators().stream().map(PackViews::indicator).toList(),
        pack.board());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ThresholdView threshold(Param param) {
    return new ThresholdView(
        param.name(), param.title(), param.value(), param.unit(), param.reason(), param.source());
  }

  private static @Nullable LocalDate day(LocalDate day) {
    return day.equals(LocalDate.MIN) ? null : day;
  }

  private static PropertyView property(Property p) {
    return new PropertyView(
        p.id(),
        p.title(),
        p.definition(),
        p.unit(),
        p.symbol(),
        p.low(),
        p.high(),
        p.rangeReason(),
        p.expectedSilence().toString(),
        p.lateness().toString(),
        p.references().stream()
            .map(r -> new ReferenceView(day(r.validFrom()), r.low(), r.high(), r.source()))
            .toList(),
        p.source());
  }

  /** A rule with the thresholds that it names, so that a reader sees the numbers beside it. */
  private static RuleView rule(Pack pack, Rule rule) {
    List<LevelView> levels = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Rule.RuleLevel level : rule.levels()) {
      List<ConditionView> also =
          level.also().stream().map(c -> new ConditionView(c.when().text(), c.holdsFor())).toList();
      levels.add(new LevelView(level.level().name(), level.when().text(), level.holdsFor(), also));
      text.append(' ').append(level.when().text()).append(" params.").append(level.holdsFor());
      also.forEach(c -> text.append(' ').append(c.when).append(" params.").append(c.holdsFor));
    }
    Rule.Silence silence = rule.silence();
    if (silence != null) {
      String when = "silence of " + String.join(", ", silence.properties());
      levels.add(new LevelView(silence.level().name(), when, silence.after(), List.of()));
      text.append(" params.").append(silence.after());
    }
    Rule.ExprText clear = rule.clear();
    text.append(' ').append(clear == null ? "" : clear.text());
    text.append(" params.").append(rule.clearFor()).append(' ');
    Rule.Over over = rule.over();
    if (over != null) {
      text.append(" params.").append(over.within()).append(" params.").append(over.knownShare());
    }
    text.append(' ');
    Rule.Quiets.Same together = rule.together();
    List<ThresholdView> thresholds =
        pack.params().values().stream()
            .filter(p -> text.toString().matches("(?s).*\\bparams\\." + p.name() + "\\b.*"))
            .map(PackViews::threshold)
            .toList();
    return new RuleView(
        rule.id(),
        rule.title(),
        rule.why(),
        levels,
        clear == null ? "" : clear.text(),
        rule.clearFor(),
        rule.muteWhen().stream().map(PackViews::word).toList(),
        rule.procedure(),
        rule.falseAlarms(),
        rule.knownGaps(),
        thresholds,
        over == null ? "" : over.of().name(),
        together == null ? "" : together.name(),
        rule.reference());
  }

  private static IndexView index(Index index) {
    return new IndexView(
        index.id(), index.title(), index.ruleSets().stream().map(PackViews::ruleSet).toList());
  }

  private static RuleSetView ruleSet(IndexRuleSet set) {
    return new RuleSetView(set.id(), day(set.validFrom()), set.items().size(), set.source());
  }

  private static ProcedureView procedure(Procedure p) {
    Map<String, Procedure.Clock> sorted = new TreeMap<>(p.clocks());
    return new ProcedureView(
        p.id(),
        p.title(),
        p.category(),
        p.categoryTitle(),
        word(p.responsible()),
        p.role(),
        sorted.entrySet().stream().map(e -> clock(e.getKey(), e.getValue())).toList(),
        p.steps(),
        p.evidence(),
        p.source());
  }

  private static ClockView clock(String stage, Procedure.Clock clock) {
    WorkTime limit = clock.limit();
    return limit == null
        ? new ClockView(stage, null, null, clock.param())
        : new ClockView(stage, limit.amount(), limit.unit().title(), clock.param());
  }

  private static IndicatorView indicator(IndicatorDef i) {
    return new IndicatorView(
        i.id(),
        i.title(),
        i.version(),
        i.formula(),
        i.unit(),
        word(i.direction()),
        i.validity(),
        i.source());
  }
}
