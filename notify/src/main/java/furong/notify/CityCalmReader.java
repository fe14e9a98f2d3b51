package furong.notify;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.notify.CityCalm.Plan;
import furong.notify.CityCalm.Step;
import furong.pack.Faults;
import furong.pack.Yaml;
import furong.pack.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads {@code calm.yaml} of a city; every fault is named with line and column. A city without the
 * file has {@link CityCalm#PLAIN}. Lists that the file leaves out are those of PLAIN, save the
 * inhibition rules, of which there are none then.
 */
public final class CityCalmReader {

  private static final String FILE = "calm.yaml";

  private CityCalmReader() {}

  /**
   * What the folder of the city profile says.
   *
   * @param answered says of a duty whether an organisation of the city has it
   */
  public static Result<CityCalm> read(Path cityFolder, Predicate<String> answered) {
    Path file = cityFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return Result.ok(CityCalm.PLAIN);
    }
    Faults faults = new Faults();
    CityCalm calm = calm(Yaml.read(file, FILE, faults), answered);
    return faults.isEmpty()
        ? Result.ok(calm)
        : Result.refused(Refusal.INVALID, faults.notices().toArray(Notice[]::new));
  }

  private static CityCalm calm(YamlNode root, Predicate<String> answered) {
    CityCalm plain = CityCalm.PLAIN;
    List<String> group = root.texts("group");
    for (String label : group) {
      if (!Labels.NAMES.contains(label)) {
        root.fault(
            "calm.label",
            Text.of(
                label + " 不是 " + Labels.NAMES.stream().sorted().toList() + " 之一",
                label + " is none of " + Labels.NAMES.stream().sorted().toList()));
      }
    }
    List<InhibitRule> inhibit = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlNode node : root.list("inhibit")) {
      InhibitRule rule = inhibit(node);
      if (!ids.add(rule.id())) {
        node.fault(
            "calm.twice",
            Text.of("有两条抑制规则 " + rule.id(), "there are two inhibition rules " + rule.id()));
      }
      inhibit.add(rule);
    }
    List<Plan> plans = root.list("notify").stream().map(p -> plan(p, answered)).toList();
    CityCalm calm =
        new CityCalm(
            group.isEmpty() ? plain.group() : group,
            root.find("group_wait").map(YamlNode::asDuration).orElse(plain.groupWait()),
            root.find("group_interval").map(YamlNode::asDuration).orElse(plain.groupInterval()),
            inhibit,
            root.has("quiet_hours_broken_by")
                ? levels(root, "quiet_hours_broken_by")
                : plain.quietBreakers(),
            plans.isEmpty() ? plain.plans() : plans,
            root.find("warnings").map(w -> warnings(w, answered)).orElse(plain.warnings()));
    root.refuseOthers();
    return calm;
  }

  private static InhibitRule inhibit(YamlNode node) {
    List<Matcher> source = matchers(node, "source");
    List<Matcher> target = matchers(node, "target");
    List<String> equal = node.texts("equal");
    String id = node.text("id");
    var why = node.words("why");
    node.refuseOthers();
    Matcher never = new Matcher("rule", false, List.of("")); // a stand-in beside the fault
    if (!Labels.NAMES.containsAll(equal)) {
      node.fault("calm.label", Text.of("equal 中有不存在的标签", "equal names a label that there is not"));
      equal = List.of();
    }
    return new InhibitRule(
        id,
        why,
        source.isEmpty() ? List.of(never) : source,
        target.isEmpty() ? List.of(never) : target,
        equal);
  }

  private static List<Matcher> matchers(YamlNode node, String key) {
    List<Matcher> all = new ArrayList<>();
    for (String text : node.texts(key)) {
      switch (Matcher.parse(text)) {
        case Result.Ok<Matcher>(Matcher m) -> all.add(m);
        case Result.Refused<Matcher>(var why, List<Notice> notices) ->
            node.fault(
                "calm.matcher",
                Text.of(
                    text + "：" + notices.getFirst().said().zh(),
                    text + ": " + notices.getFirst().message()));
      }
    }
    if (all.isEmpty()) {
      node.fault("calm.matcher", Text.of(key + " 至少要有一个条件", key + " has a condition"));
    }
    return all;
  }

  private static Plan plan(YamlNode node, Predicate<String> answered) {
    List<Step> steps = new ArrayList<>();
    Duration last = Duration.ofSeconds(-1);
    for (YamlNode at : node.list("steps")) {
      Step step = step(at, answered);
      if (step.after().compareTo(last) < 0) {
        at.fault("calm.order", Text.of("各步须按时间先后排列", "steps stand in the order of their time"));
      }
      last = step.after();
      steps.add(step);
    }
    Plan plan = new Plan(levels(node, "levels"), steps);
    node.refuseOthers();
    return plan;
  }

  private static Step step(YamlNode node, Predicate<String> answered) {
    Map<String, DivisionLevel> words = new TreeMap<>();
    for (DivisionLevel level : DivisionLevel.values()) {
      words.put(level.name().toLowerCase(java.util.Locale.ROOT), level);
    }
    Step step =
        new Step(
            node.get("after").asDuration(),
            duty(node, node.text("duty"), answered),
            node.oneOf("level", words, DivisionLevel.COUNTY),
            channels(node, CityCalm.CHANNELS));
    node.refuseOthers();
    return step;
  }

  private static String duty(YamlNode node, String duty, Predicate<String> answered) {
    if (!answered.test(duty)) {
      node.fault(
          "calm.duty",
          Text.of(
              "本市没有单位承担“" + duty + "”", "no organisation of this city answers for '" + duty + "'"));
    }
    return duty;
  }

  private static Set<String> channels(YamlNode node, Set<String> known) {
    Set<String> channels = Set.copyOf(node.texts("channels"));
    if (channels.isEmpty() || !known.containsAll(channels)) {
      node.fault(
          "calm.channel",
          Text.of(
              "渠道须为 " + known.stream().sorted().toList() + " 之一",
              "channels are of " + known.stream().sorted().toList()));
      return Set.of();
    }
    return channels;
  }

  private static Set<Level> levels(YamlNode node, String key) {
    Set<Level> levels = new HashSet<>();
    for (YamlNode item : node.list(key)) {
      int number = item.asInteger();
      if (number < 1 || number > Level.values().length) {
        item.fault(
            "calm.level",
            Text.of(
                "级别为 1 至 " + Level.values().length, "a level is 1 to " + Level.values().length));
      } else {
        levels.add(Level.values()[number - 1]);
      }
    }
    return levels;
  }

  private static final Map<String, DivisionLevel> CASE_LEVELS =
      Map.of(
          "street", DivisionLevel.STREET,
          "community", DivisionLevel.COMMUNITY,
          "grid", DivisionLevel.GRID);

  private static WarningPolicy warnings(YamlNode node, Predicate<String> answered) {
    Map<String, String> severities =
        Map.of("Extreme", "Extreme", "Severe", "Severe", "Moderate", "Moderate", "Minor", "Minor");
    int most = node.find("most_cases").map(YamlNode::asInteger).orElse(WarningPolicy.PLAIN.most());
    if (most < 1) {
      node.fault("calm.most", Text.of("most_cases 至少为 1", "most_cases is at least 1"));
    }
    WarningPolicy policy =
        new WarningPolicy(
            node.oneOf("cases_from", severities, WarningPolicy.PLAIN.severity()),
            node.text("category", WarningPolicy.PLAIN.category()),
            duty(node, node.text("duty", WarningPolicy.PLAIN.duty()), answered),
            node.has("channels")
                ? channels(node, WarningPolicy.CHANNELS)
                : WarningPolicy.PLAIN.channels(),
            node.has("cases_at")
                ? node.oneOf("cases_at", CASE_LEVELS, WarningPolicy.PLAIN.level())
                : WarningPolicy.PLAIN.level(),
            Math.max(1, most));
    node.refuseOthers();
    return policy;
  }
}
