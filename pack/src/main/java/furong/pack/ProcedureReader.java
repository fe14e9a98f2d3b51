package furong.pack;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.base.WorkTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code procedures/*.yaml}. */
final class ProcedureReader {

  static final Map<String, DivisionLevel> DIVISION_LEVELS =
      Arrays.stream(DivisionLevel.values())
          .collect(Collectors.toMap(l -> l.name().toLowerCase(Locale.ROOT), l -> l));

  /** Stages of a case that may carry a limit (GB/T 30428.8). */
  private static final List<String> STAGES =
      List.of("accept", "register", "dispatch", "handle", "check", "close");

  private static final Map<String, String> KINDS = Map.of("event", "event", "part", "part");

  /** What {@code evidence} may name. */
  private static final Map<String, String> EVIDENCE =
      Map.of(
          "note", "note", "photo", "photo", "photos", "photos", Procedure.STEPS, Procedure.STEPS);

  private ProcedureReader() {}

  static Procedure read(String pack, YamlNode file, Map<String, Param> params) {
    YamlNode category = file.get("category");
    YamlNode responsible = file.get("responsible");
    Map<String, Procedure.Clock> clocks = new LinkedHashMap<>();
    file.map("clocks")
        .forEach((stage, node) -> {
          if (!STAGES.contains(stage)) {
            node.fault(
                "procedure.stage",
                Text.of(
                    "“" + stage + "”不是 " + STAGES + " 之一", "'" + stage + "' is none of " + STAGES));
          }
          String name = ParamName.of(node);
          clocks.put(stage, new Procedure.Clock(name, limit(node, params.get(name))));
        });
    Procedure procedure =
        new Procedure(
            pack + "." + file.text("name"),
            file.words("title"),
            category.text("code"),
            category.oneOf("kind", KINDS, "event"),
            category.words("title"),
            responsible.oneOf("level", DIVISION_LEVELS, DivisionLevel.STREET),
            responsible.text("role"),
            clocks,
            file.list("steps").stream().map(YamlNode::asWords).toList(),
            evidence(file),
            file.text("source"),
            file.place());
    category.refuseOthers();
    responsible.refuseOthers();
    file.refuseOthers();
    return procedure;
  }

  private static List<String> evidence(YamlNode file) {
    List<YamlNode> named = file.list("evidence");
    List<String> evidence = named.stream().map(node -> node.asWord(EVIDENCE, "note")).toList();
    if (evidence.contains(Procedure.STEPS) && file.list("steps").isEmpty()) {
      named
          .getFirst()
          .fault(
              "procedure.evidence",
              Text.of("没有可以确认的步骤", "there are no steps that could be confirmed"));
    }
    return evidence;
  }

  private static @Nullable WorkTime limit(YamlNode node, @Nullable Param param) {
    if (param == null) {
      node.fault("pack.param-unknown", Text.of("没有这个参数", "there is no such parameter"));
      return null;
    }
    Double value = param.value();
    if (value == null) {
      return null;
    }
    Optional<WorkTime.Unit> unit = WorkTime.Unit.find(param.unit());
    if (unit.isEmpty()) {
      node.fault(
          "procedure.unit",
          Text.of(
              "params." + param.name() + " 的单位 " + param.unit() + " 不是案件计时的单位",
              "params."
                  + param.name()
                  + " is in "
                  + param.unit()
                  + ", which no case clock counts in"),
          Text.of(
              "urgent-hour、work-hour、urgent-day 或 work-day",
              "urgent-hour, work-hour, urgent-day or work-day"));
      return null;
    }
    return new WorkTime(value.intValue(), unit.get());
  }
}
