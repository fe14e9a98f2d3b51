package furong.plan;

import furong.base.Level;
import furong.base.Notice;
import furong.base.Text;
import furong.pack.Faults;
import furong.pack.Yaml;
import furong.pack.YamlNode;
import furong.plan.SteeringRules.Criterion;
import furong.plan.SteeringRules.Lag;
import furong.plan.SteeringRules.LagKind;
import furong.plan.SteeringRules.Measure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a city's plan from its folder: {@code plan.yaml}, {@code actions.yaml}, {@code
 * targets.yaml}, {@code tasks.yaml}, {@code milestones.yaml}, {@code projects.yaml}, {@code
 * rules.yaml}. Every fault is a notice with file, line and column; one reading finds all.
 *
 * <pre>{@code
 * PlanReader.Loaded loaded = PlanReader.read(Path.of("cities/chengdu/plan"));
 * loaded.orThrow().actions().size();   // 69
 * }</pre>
 */
public final class PlanReader {

  /**
   * What was read; a plan with notices is not steered by.
   *
   * @param amended what the files say of their last change; null for nothing
   */
  public record Loaded(Plan plan, @Nullable Amended amended, List<Notice> notices) {
    public Loaded {
      notices = List.copyOf(notices);
    }

    /** The plan. @throws IllegalStateException naming every fault when there is one */
    public Plan orThrow() {
      if (!notices.isEmpty()) {
        throw new IllegalStateException(
            notices.size()
                + " faults in the plan:\n"
                + String.join("\n", notices.stream().map(Notice::toString).toList()));
      }
      return plan;
    }
  }

  private final Path folder;
  private final Faults faults = new Faults();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final List<YamlNode> owned = new ArrayList<>();

  private @Nullable Amended amended;

  private PlanReader(Path folder) {
    this.folder = folder;
  }

  /** Reads a folder; a city without one has no plan. */
  public static Loaded read(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new Loaded(Plan.none(), null, List.of());
    }
    PlanReader reader = new PlanReader(folder);
    Plan plan = reader.plan();
    reader.references(plan);
    return new Loaded(plan, reader.amended, reader.faults.notices());
  }

  private YamlNode file(String name) {
    return Yaml.read(folder.resolve(name), folder.getFileName() + "/" + name, faults);
  }

  private Plan plan() {
    YamlNode head = file("plan.yaml");
    LocalDate first = head.get("first").asDate();
    LocalDate last = head.get("last").asDate();
    if (last.isBefore(first)) {
      head.get("last").fault("plan.span", Text.of("计划的结束早于开始", "the plan ends before it begins"));
    }
    Span span = new Span(first, last.isBefore(first) ? first : last);
    List<Goal> goals = head.list("goals").stream().map(this::goal).toList();
    Plan plan =
        new Plan(
            head.text("id"),
            head.words("title"),
            head.words("short"),
            span,
            head.text("source"),
            goals,
            list("actions.yaml", "actions", this::action),
            list("targets.yaml", "targets", node -> target(node, span)),
            list("tasks.yaml", "tasks", n -> new Task(id(n), of(n), n.words("title"))),
            list("milestones.yaml", "milestones", this::milestone),
            list("projects.yaml", "projects", n -> new Project(id(n), of(n), n.words("title"))),
            rules(),
            shown(head),
            List.of());
    amended = head.has("amended") ? amended(head.get("amended")) : null;
    head.refuseOthers();
    return plan;
  }

  private static @Nullable Amended amended(YamlNode node) {
    String by = node.text("by");
    String why = node.text("why");
    LocalDate on = node.get("on").asDate();
    node.refuseOthers();
    // an empty word is a fault already
    return by.isBlank() || why.isBlank() ? null : new Amended(by, on, why, null);
  }

  private static Set<Plan.Shown> shown(YamlNode head) {
    Map<String, Plan.Shown> known = words(Plan.Shown.values());
    Set<Plan.Shown> open = EnumSet.noneOf(Plan.Shown.class);
    for (String word : head.texts("public")) {
      Plan.@Nullable Shown shown = known.get(word);
      if (shown == null) {
        head.get("public")
            .fault(
                "plan.public",
                Text.of(
                    "应为 " + known.keySet() + " 之一，而不是 " + word,
                    "one of " + known.keySet() + ", not " + word));
      } else {
        open.add(shown);
      }
    }
    return open;
  }

  private <T> List<T> list(String file, String key, Function<YamlNode, @Nullable T> one) {
    YamlNode node = file(file);
    List<T> all = new ArrayList<>();
    for (YamlNode item : node.list(key)) {
      @Nullable T read = one.apply(item);
      item.refuseOthers();
      if (read != null) {
        all.add(read);
      }
    }
    node.refuseOthers();
    return all;
  }

  private String id(YamlNode node) {
    String id = node.text("id");
    if (TaskBook.isAdded(id)) {
      node.get("id")
          .fault(
              "plan.id",
              Text.of(
                  "“" + id + "”这样的编号留给平台中新增的事项",
                  "'" + id + "' is how what is added in the platform is named"));
    }
    @Nullable String before = places.putIfAbsent(id, node.place().toString());
    if (before != null) {
      node.get("id")
          .fault(
              "plan.id",
              Text.of(
                  "“" + id + "”已在 " + before + " 使用",
                  "'" + id + "' is taken already, at " + before));
    }
    return id;
  }

  private String of(YamlNode node) {
    owned.add(node.get("of"));
    return node.text("of");
  }

  private Goal goal(YamlNode node) {
    Goal goal =
        new Goal(
            id(node),
            node.text("parent", ""),
            node.text("number"),
            node.words("title"),
            node.texts("named"));
    node.refuseOthers();
    return goal;
  }

  private Action action(YamlNode node) {
    owned.add(node.get("goal"));
    return new Action(id(node), node.text("goal"), node.words("title"), node.words("summary"));
  }

  private @Nullable Milestone milestone(YamlNode node) {
    try {
      return new Milestone(
          id(node),
          of(node),
          node.oneOf("kind", words(Milestone.Sort.values()), Milestone.Sort.MILESTONE),
          node.words("title"),
          node.texts("indicators"),
          compare(node),
          node.find("value").map(YamlNode::asNumber).orElse(null));
    } catch (IllegalArgumentException e) {
      node.fault(
          "plan.milestone", Text.of("计划有误：" + e.getMessage(), String.valueOf(e.getMessage())));
      return null;
    }
  }

  private static Target.@Nullable Compare compare(YamlNode node) {
    return node.has("compare")
        ? node.oneOf("compare", words(Target.Compare.values()), Target.Compare.GE)
        : null;
  }

  private @Nullable Target target(YamlNode node, Span plan) {
    Target.Form form = node.oneOf("kind", words(Target.Form.values()), Target.Form.MILESTONE);
    @Nullable Double value = node.find("value").map(YamlNode::asNumber).orElse(null);
    Target.Per per =
        node.has("per")
            ? node.oneOf("per", words(Target.Per.values()), Target.Per.ONCE)
            : Target.Per.ONCE;
    try {
      return new Target(
          id(node),
          of(node),
          node.words("title"),
          form,
          compare(node),
          value,
          node.findWords("unit"),
          span(node, plan),
          per,
          node.texts("indicators"),
          node.texts("beside"),
          node.words("criterion"));
    } catch (IllegalArgumentException e) {
      node.fault("plan.target", Text.of("计划有误：" + e.getMessage(), String.valueOf(e.getMessage())));
      return null;
    }
  }

  /** A year that the plan names is reached by its end, from the plan's beginning on. */
  private static @Nullable Span span(YamlNode node, Span plan) {
    if (!node.has("year")) {
      return null;
    }
    YamlNode year = node.get("year");
    if (year.asText().equals("plan")) {
      return plan;
    }
    LocalDate last = LocalDate.of(year.asInteger(), 12, 31);
    if (last.isBefore(plan.first())) {
      year.fault(
          "plan.year",
          Text.of("计划开始得更晚：" + plan.first(), "the plan begins later, on " + plan.first()));
      return null;
    }
    return new Span(plan.first(), last);
  }

  private SteeringRules rules() {
    YamlNode node = file("rules.yaml");
    List<Lag> lagging = new ArrayList<>();
    for (YamlNode n : node.list("lagging")) {
      LagKind kind = n.oneOf("kind", words(LagKind.values()), LagKind.NO_REPORT);
      int amount =
          switch (kind) {
            case BEHIND_PACE -> n.integer("points");
            case STALLED -> n.integer("months");
            case OVERDUE, NO_REPORT, WRONG_WAY -> 0;
          };
      lagging.add(new Lag(n.text("id"), kind, amount, level(n), n.words("title"), n.words("why")));
      n.refuseOthers();
    }
    List<Criterion> assessment = new ArrayList<>();
    for (YamlNode n : node.list("assessment")) {
      assessment.add(
          new Criterion(
              n.text("id"),
              n.oneOf("measure", words(Measure.values()), Measure.REPORTED_IN_TIME),
              n.integer("weight"),
              n.words("title"),
              n.words("why")));
      n.refuseOthers();
    }
    try {
      SteeringRules rules =
          new SteeringRules(
              node.integer("report_work_days"),
              node.integer("supervise_work_days"),
              node.integer("remind_work_days"),
              lagging,
              assessment);
      node.refuseOthers();
      return rules;
    } catch (IllegalArgumentException e) {
      node.fault("plan.rules", Text.of("计划有误：" + e.getMessage(), String.valueOf(e.getMessage())));
      return SteeringRules.none();
    }
  }

  private static Level level(YamlNode node) {
    int number = node.integer("level");
    if (number < 1 || number > Level.values().length) {
      node.get("level").fault("plan.level", Text.of("级别为 1 至 4", "a level is 1 to 4"));
      return Level.IV;
    }
    return Level.values()[number - 1];
  }

  private void references(Plan plan) {
    Set<String> goals = new HashSet<>();
    plan.goals().forEach(goal -> goals.add(goal.id()));
    Set<String> actions = new HashSet<>();
    plan.actions().forEach(action -> actions.add(action.id()));
    for (YamlNode node : owned) {
      if (!node.isEmpty() && !goals.contains(node.asText()) && !actions.contains(node.asText())) {
        node.fault(
            "plan.of",
            Text.of("没有目标或行动 " + node.asText(), "there is no goal or action " + node.asText()));
      }
    }
  }

  /** The words of an enumeration as files write them: {@code BEHIND_PACE} is behind-pace. */
  private static <E extends Enum<E>> Map<String, E> words(E[] values) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E value : values) {
      words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
    }
    return words;
  }
}
