package furong.pack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A published or computed value of an index that ours must give: {@code
 * golden/<index>/vectors.yaml}.
 *
 * @param ruleSet which rule set must have judged
 * @param inputs by item key
 * @param value null when the index cannot be given
 * @param part key of the item whose sub-index {@code value} is; empty when it is the index itself
 * @param category expected class; empty when not said
 * @param primary expected primary properties; null when not said
 */
public record IndexVector(
    String index,
    LocalDate day,
    String ruleSet,
    Map<String, Double> inputs,
    String part,
    @Nullable Integer value,
    String category,
    @Nullable List<String> primary,
    String source,
    Place place) {

  public IndexVector {
    inputs = Map.copyOf(inputs);
  }

  /** The word for "the table gives no value". */
  private static final String NONE = "none";

  static List<IndexVector> read(YamlNode file) {
    String index = file.text("index");
    String source = file.text("source");
    Map<String, LocalDate> days = new LinkedHashMap<>();
    file.map("days").forEach((set, day) -> days.put(set, day.asDate()));
    List<IndexVector> vectors = new ArrayList<>();
    for (YamlNode node : file.list("parts")) {
      String item = node.text("item");
      double input = node.number("input");
      days.forEach((set, day) -> {
        node.findNamed(set)
            .ifPresent(expected ->
                vectors.add(
                    new IndexVector(
                        index,
                        day,
                        set,
                        Map.of(item, input),
                        item,
                        valueOf(expected),
                        "",
                        null,
                        source,
                        node.place())));
      });
      node.refuseOthers();
    }
    for (YamlNode node : file.list("values")) {
      String set = node.text("rule_set");
      Map<String, Double> inputs = new LinkedHashMap<>();
      node.map("inputs").forEach((k, v) -> inputs.put(k, v.asNumber()));
      vectors.add(
          new IndexVector(
              index,
              days.getOrDefault(set, LocalDate.EPOCH),
              set,
              inputs,
              "",
              valueOf(node.get("value")),
              node.text("category", ""),
              node.has("primary") ? node.texts("primary") : null,
              source,
              node.place()));
      node.refuseOthers();
    }
    file.refuseOthers();
    return vectors;
  }

  private static @Nullable Integer valueOf(YamlNode node) {
    return node.asText().equals(NONE) ? null : Integer.valueOf(node.asInteger());
  }

  /** What is wrong with the book's answer to this vector; empty when it agrees. */
  public String disagreement(Index found) {
    IndexValue got = found.evaluate(day, inputs);
    Integer number = part.isEmpty() ? got.value() : got.parts().get(part);
    if (!java.util.Objects.equals(number, value)) {
      return "expected " + value + " but got " + number;
    }
    if (!got.ruleSet().equals(ruleSet)) {
      return "expected to be judged by " + ruleSet + " but " + got.ruleSet() + " did";
    }
    if (!category.isEmpty() && !category.equals(got.category())) {
      return "expected class " + category + " but got " + got.category();
    }
    if (primary != null && !primary.equals(got.primary())) {
      return "expected primary " + primary + " but got " + got.primary();
    }
    return "";
  }
}
