package furong.plan;

import furong.base.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of the plan's text and rules as the city's files said them, so that an amended plan
 * still shows what it asked before.
 *
 * <pre>{@code
 * PlanText.of(2, now, plan).changesSince(first)
 * // A24 value: 2200 -> 2400;  rules/assessment/in-time weight: 30 -> 20
 * }</pre>
 *
 * What units promise is no text; it has versions of its own ({@link PlanChange}).
 *
 * @param version 1 for the text that the city began with
 * @param at when the platform read it first
 * @param lines by id of the item, goal or rule: its fields in words
 * @param amended who changed it; null where nobody has said
 */
public record PlanText(
    long version, Instant at, Map<String, Map<String, String>> lines, @Nullable Amended amended) {

  /**
   * What one field said and says.
   *
   * @param line id of an item or a goal, or {@code rules/...}
   * @param before null where the line is new
   * @param after null where the line is gone
   */
  public record Change(
      String line, String field, @Nullable String before, @Nullable String after) {}

  public PlanText {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    lines.forEach((id, fields) -> copy.put(id, Map.copyOf(fields)));
    lines = Map.copyOf(copy);
  }

  /** One whose author nobody has said. */
  public PlanText(long version, Instant at, Map<String, Map<String, String>> lines) {
    this(version, at, lines, null);
  }

  PlanText by(@Nullable Amended author) {
    return new PlanText(version, at, lines, author);
  }

  /** What {@code plan} says; of the files alone, without what was added on screen. */
  public static PlanText of(long version, Instant at, Plan plan) {
    Map<String, Map<String, String>> lines = new LinkedHashMap<>();
    lines.put(
        "plan",
        fields(
            "title",
            words(plan.title()),
            "source",
            plan.source(),
            "span",
            plan.span(),
            "public",
            sorted(plan)));
    plan.goals()
        .forEach(g -> lines.put(g.id(), fields("of", g.parent(), "title", words(g.title()))));
    plan.items().forEach(item -> lines.put(item.id(), fields(item)));
    rules(plan.rules(), lines);
    return new PlanText(version, at, lines);
  }

  private static List<String> sorted(Plan plan) {
    return plan.open().stream().map(Enum::name).sorted().toList();
  }

  private static Map<String, String> fields(Item item) {
    Map<String, String> fields = fields("of", item.of(), "title", words(item.title()));
    if (item instanceof Action a) {
      fields.put("summary", words(a.summary()));
    }
    if (item instanceof Milestone m) {
      fields.putAll(
          fields(
              "kind",
              m.sort(),
              "compare",
              m.compare(),
              "value",
              m.value(),
              "indicators",
              m.indicators()));
    }
    if (item instanceof Target t) {
      fields.putAll(
          fields(
              "kind",
              t.form(),
              "criterion",
              words(t.criterion()),
              "compare",
              t.compare(),
              "value",
              t.value(),
              "unit",
              t.unit() == null ? null : words(t.unit()),
              "span",
              t.span(),
              "per",
              t.per(),
              "indicators",
              t.indicators(),
              "beside",
              t.beside()));
    }
    return fields;
  }

  private static void rules(SteeringRules rules, Map<String, Map<String, String>> lines) {
    lines.put(
        "rules",
        fields(
            "report_work_days",
            rules.reportWorkDays(),
            "supervise_work_days",
            rules.superviseWorkDays(),
            "remind_work_days",
            rules.remindWorkDays()));
    rules
        .lagging()
        .forEach(lag ->
            lines.put(
                "rules/lagging/" + lag.id(),
                fields(
                    "kind",
                    lag.kind(),
                    "amount",
                    lag.amount(),
                    "level",
                    lag.level(),
                    "title",
                    words(lag.title()))));
    rules
        .assessment()
        .forEach(c ->
            lines.put(
                "rules/assessment/" + c.id(),
                fields("measure", c.measure(), "weight", c.weight(), "title", words(c.title()))));
  }

  /** Names and values in turn; what is null or empty is left out. */
  private static Map<String, String> fields(@Nullable Object... pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      @Nullable Object value = pairs[i + 1];
      String said =
          switch (value) {
            case null -> "";
            case Double number when number == Math.rint(number) ->
                String.valueOf(number.longValue()); // 2200, as the file says it
            case Span span -> span.first() + " – " + span.last();
            case List<?> list -> String.join(", ", list.stream().map(String::valueOf).toList());
            default -> value.toString();
          };
      if (!said.isEmpty()) {
        fields.put(String.valueOf(pairs[i]), said);
      }
    }
    return fields;
  }

  private static String words(Text text) {
    return text.zh();
  }

  /** Whether both say the same. */
  public boolean saysAs(PlanText other) {
    return lines.equals(other.lines);
  }

  /** What differs from {@code before}, by line and field. */
  public List<Change> changesSince(PlanText before) {
    List<Change> changes = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>(before.lines.keySet());
    ids.addAll(lines.keySet());
    for (String id : ids.stream().sorted().toList()) {
      Map<String, String> old = before.lines.getOrDefault(id, Map.of());
      Map<String, String> now = lines.getOrDefault(id, Map.of());
      Set<String> names = new LinkedHashSet<>(old.keySet());
      names.addAll(now.keySet());
      for (String name : names.stream().sorted().toList()) {
        if (!Objects.equals(old.get(name), now.get(name))) {
          changes.add(new Change(id, name, old.get(name), now.get(name)));
        }
      }
    }
    return changes;
  }
}
