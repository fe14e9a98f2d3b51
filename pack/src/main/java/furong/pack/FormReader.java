package furong.pack;

import furong.base.DivisionLevel;
import java.util.List;
import java.util.Map;

/** Reads {@code forms/*.yaml}. */
final class FormReader {

  static final Map<String, FormDef.Cycle> CYCLES =
      Map.of(
          "month", FormDef.Cycle.MONTH,
          "quarter", FormDef.Cycle.QUARTER,
          "year", FormDef.Cycle.YEAR);

  private FormReader() {}

  static FormDef read(String pack, YamlNode file) {
    FormDef form =
        new FormDef(
            pack + "." + file.text("name"),
            file.words("title"),
            file.text("version"),
            file.oneOf("cycle", CYCLES, FormDef.Cycle.YEAR),
            file.oneOf("asked", ProcedureReader.DIVISION_LEVELS, DivisionLevel.COMMUNITY),
            file.text("within", ""),
            ParamName.of(file.get("due")),
            file.text("duty", ""),
            file.text("source"),
            file.texts("uses").stream().map(f -> Ids.qualify(pack, f)).toList(),
            file.list("figures").stream().map(node -> figure(pack, node)).toList(),
            file.place());
    file.refuseOthers();
    return form;
  }

  private static FigureDef figure(String pack, YamlNode node) {
    List<String> parts = node.texts("parts").stream().map(part -> Ids.qualify(pack, part)).toList();
    String atMost = node.text("at_most", "");
    FigureDef figure =
        new FigureDef(
            pack + "." + node.text("name"),
            node.words("title"),
            node.words("meaning"),
            node.text("unit"),
            node.flag("whole", false),
            node.flag("sums", true),
            ParamName.optional(node, "low"),
            ParamName.optional(node, "high"),
            ParamName.optional(node, "jump"),
            parts,
            atMost.isEmpty() ? "" : Ids.qualify(pack, atMost),
            node.place());
    node.refuseOthers();
    return figure;
  }
}
