package furong.pack;

import furong.base.DivisionLevel;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Reads {@code indicators/*.yaml}. */
final class IndicatorReader {

  private static final Map<String, IndicatorDef.Direction> DIRECTIONS =
      Map.of(
          "more-is-better", IndicatorDef.Direction.MORE_IS_BETTER,
          "less-is-better", IndicatorDef.Direction.LESS_IS_BETTER);

  private static final Map<String, FormDef.Cycle> CYCLES = new TreeMap<>(FormReader.CYCLES);

  static {
    CYCLES.put("hour", FormDef.Cycle.HOUR);
    CYCLES.put("day", FormDef.Cycle.DAY);
  }

  private IndicatorReader() {}

  static IndicatorDef read(String pack, YamlNode file) {
    YamlNode reference = file.find("reference").orElse(null);
    OptionalDouble low = reference == null ? OptionalDouble.empty() : reference.findNumber("low");
    OptionalDouble high = reference == null ? OptionalDouble.empty() : reference.findNumber("high");
    List<DivisionLevel> levels =
        file.list("levels").stream()
            .map(n -> n.asWord(ProcedureReader.DIVISION_LEVELS, DivisionLevel.CITY))
            .toList();
    String index = file.text("index", "");
    IndicatorDef indicator =
        new IndicatorDef(
            pack + "." + file.text("name"),
            file.words("title"),
            file.text("version"),
            file.words("formula"),
            file.text("unit"),
            file.oneOf("direction", DIRECTIONS, IndicatorDef.Direction.MORE_IS_BETTER),
            levels,
            index.isEmpty() ? "" : Ids.qualify(pack, index),
            ParamName.optional(file, "good_up_to"),
            file.text("cases", ""),
            file.find("computed").map(IndicatorReader::computed).orElse(null),
            file.text("within", ""),
            file.words("validity"),
            low.isPresent() ? low.getAsDouble() : null,
            high.isPresent() ? high.getAsDouble() : null,
            file.text("source"),
            file.place());
    if (reference != null) {
      reference.refuseOthers();
    }
    file.refuseOthers();
    return indicator;
  }

  private static IndicatorDef.Computed computed(YamlNode node) {
    IndicatorDef.Computed computed =
        new IndicatorDef.Computed(
            expression(node.get("of")),
            node.find("by").map(IndicatorReader::expression).orElse(null),
            node.oneOf("cycle", CYCLES, FormDef.Cycle.YEAR),
            ParamName.optional(node, "least_days"));
    node.refuseOthers();
    return computed;
  }

  private static Rule.ExprText expression(YamlNode node) {
    return new Rule.ExprText(node.asText(), node.place());
  }
}
