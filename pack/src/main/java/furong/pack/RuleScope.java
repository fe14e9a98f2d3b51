package furong.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the expressions of one rule have named so far. Filled while they are compiled. */
final class RuleScope {

  private final Pack pack;
  private final PackBook book;
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

  RuleScope(Pack pack, PackBook book) {
    this.pack = pack;
    this.book = book;
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
    for (Property property : book.properties()) {
      if (CelLanguage.celName(property.id())
          .equals(CelLanguage.celName(Ids.qualify(pack.id(), name)))) {
        return property;
      }
    }
    return null;
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
