package furong.pack;

import furong.base.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the expressions of one rule have named so far. Filled while they are compiled. */
final class RuleScope {

  private final Pack pack;
  private final PackBook book;
  private final Rule rule;
  private final boolean member;
  private final List<RuleMember> members = new ArrayList<>();
  private final Set<Integer> own = new TreeSet<>();
  private final Set<String> alerts = new TreeSet<>();
  private final Set<String> vitals = new TreeSet<>();
  private final Set<String> indicators = new TreeSet<>();
  private long alertsMs;
  private final List<String> properties = new ArrayList<>();
  private final List<Index> indexes = new ArrayList<>();
  private final Map<String, RuleInput> inputs = new LinkedHashMap<>();
  private final Map<String, Integer> usualWeeks = new TreeMap<>();
  private List<RuleProgram.Bound> bounds = new ArrayList<>();
  private long longestWindowMs;

  // while a spell is compiled: its window, and what its expression names
  private long spellMs;
  private TreeSet<Integer> spellProperties = new TreeSet<>();
  private TreeSet<Integer> spellIndexes = new TreeSet<>();

  RuleScope(Rule rule, Pack pack, PackBook book) {
    this(rule, pack, book, false);
  }

  private RuleScope(Rule rule, Pack pack, PackBook book, boolean member) {
    this.rule = rule;
    this.pack = pack;
    this.book = book;
    this.member = member;
  }

  // ---- across things

  /** Whose things it looks at together; null where an expression is of one thing. */
  Rule.@Nullable Over over() {
    return member ? null : rule.over();
  }

  /** True within {@code number_of(..)} and its like. */
  boolean isMember() {
    return member;
  }

  /** A scope of its own for what is asked of each thing. */
  RuleScope member() {
    return new RuleScope(rule, pack, book, true);
  }

  /** Keeps what is asked of each thing. @return its number */
  int member(Part of, RuleScope scope, List<RuleProgram.Bound> limits) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).text().equals(of.text())) {
        return i;
      }
    }
    longestWindowMs = Math.max(longestWindowMs, scope.longestWindowMs);
    scope.usualWeeks.forEach((p, weeks) -> usualWeeks.merge(p, weeks, Math::max));
    RuleProgram needs =
        new RuleProgram(
            rule,
            pack,
            scope.properties,
            scope.indexes,
            List.of(),
            null,
            0,
            null,
            scope.longestWindowMs,
            scope.usualWeeks,
            List.of(),
            null);
    RuleInput shown =
        scope.inputs().stream()
            .filter(i -> of.unit().equals(Part.BOOL) && !i.isParam())
            .findFirst()
            .orElse(
                new RuleInput(
                    of.text(),
                    "",
                    "",
                    0,
                    of.unit(),
                    of.unit().equals(Part.BOOL) ? "" : Titles.symbol(of.unit()),
                    Text.of(of.text(), of.text()),
                    of.expr()));
    scope.inputs().stream()
        .filter(RuleInput::isParam)
        .forEach(i -> inputs.putIfAbsent(i.name(), i));
    members.add(new RuleMember(of.text(), of.unit(), of.expr(), shown, limits, needs));
    return members.size() - 1;
  }

  List<RuleMember> members() {
    return members;
  }

  /** A member is asked of the thing in the middle. */
  void own(int member) {
    own.add(member);
  }

  /** A rule of this pack, or of one that it needs, by its name in expressions. */
  @Nullable Rule rule(String name) {
    String full = CelLanguage.celName(Ids.qualify(pack.id(), name));
    return book.rules().stream()
        .filter(r -> CelLanguage.celName(r.id()).equals(full))
        .findFirst()
        .orElse(null);
  }

  void alerts(Rule of, long spanMs) {
    alerts.add(of.id());
    alertsMs = Math.max(alertsMs, spanMs);
  }

  void vital(Property property) {
    vitals.add(property.id());
  }

  /** An indicator of this pack, or of one that it needs, by its name in expressions. */
  @Nullable IndicatorDef indicator(String name) {
    String full = CelLanguage.celName(Ids.qualify(pack.id(), name));
    return book.packs().stream()
        .flatMap(p -> p.indicators().stream())
        .filter(i -> CelLanguage.celName(i.id()).equals(full))
        .findFirst()
        .orElse(null);
  }

  void figure(IndicatorDef of) {
    indicators.add(of.id());
  }

  boolean asksForFigures() {
    return !indicators.isEmpty();
  }

  RuleProgram.@Nullable Across across(double withinM, double knownShare) {
    Rule.Over over = over();
    return over == null
        ? null
        : new RuleProgram.Across(
            over.of(), withinM, knownShare, members, own, alerts, alertsMs, vitals, indicators);
  }

  Pack pack() {
    return pack;
  }

  List<String> properties() {
    return properties;
  }

  List<Index> indexes() {
    return indexes;
  }

  List<RuleInput> inputs() {
    return List.copyOf(inputs.values());
  }

  Map<String, Integer> usualWeeks() {
    return usualWeeks;
  }

  long longestWindowMs() {
    return longestWindowMs;
  }

  /** The comparisons since the last call. */
  List<RuleProgram.Bound> takeBounds() {
    List<RuleProgram.Bound> taken = bounds;
    bounds = new ArrayList<>();
    return taken;
  }

  void bound(RuleProgram.Bound bound) {
    if (!inSpell()) {
      bounds.add(bound);
    }
  }

  /** A property of this pack, or of one that it needs, by its name in expressions. */
  @Nullable Property property(String name) {
    Property exact = book.findProperty(Ids.qualify(pack.id(), name)).orElse(null);
    if (exact != null) {
      return exact;
    }
    for (Property property : book.properties()) {
      if (CelLanguage.celName(property.id())
          .equals(CelLanguage.celName(Ids.qualify(pack.id(), name)))) {
        return property;
      }
    }
    return null;
  }

  /** Whether the readings of a property are averaged by their energy. */
  boolean isLevel(String property) {
    return book.findProperty(property).filter(p -> p.mean().isEnergy()).isPresent();
  }

  int number(Property property) {
    if (!properties.contains(property.id())) {
      properties.add(property.id());
    }
    int number = properties.indexOf(property.id());
    spellProperties.add(number);
    return number;
  }

  int number(Index index) {
    if (!indexes.contains(index)) {
      indexes.add(index);
    }
    int number = indexes.indexOf(index);
    spellIndexes.add(number);
    return number;
  }

  void reach(long windowMs) {
    longestWindowMs = Math.max(longestWindowMs, spellMs + windowMs);
  }

  void usual(Property property, int weeks) {
    usualWeeks.merge(property.id(), weeks, Math::max);
  }

  Part quote(RuleInput input, String text) {
    if (!inSpell()) { // within a spell its value at this instant says little
      inputs.putIfAbsent(input.name(), input);
    }
    return new Part(input.value(), input.unit(), text, inSpell() ? "" : input.name(), "");
  }

  Part quote(Param param, Expr value) {
    String name = "params." + param.name();
    inputs.putIfAbsent(
        name,
        new RuleInput(
            name,
            "",
            RuleInput.PARAM,
            0,
            param.unit(),
            Titles.symbol(param.unit()),
            param.title(),
            value));
    return new Part(value, param.unit(), name, "", param.name());
  }

  boolean inSpell() {
    return spellMs > 0;
  }

  /** Everything named until {@link #endSpell} is named within a window of this length. */
  void beginSpell(long windowMs) {
    reach(windowMs);
    spellMs = windowMs;
    spellProperties = new TreeSet<>();
    spellIndexes = new TreeSet<>();
  }

  Spell endSpell(Expr value) {
    Spell spell =
        new Spell(value, List.copyOf(spellProperties), List.copyOf(spellIndexes), spellMs);
    spellMs = 0;
    return spell;
  }
}
