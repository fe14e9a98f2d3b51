package furong.pack;

import furong.base.Level;
import furong.base.Text;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code rules/*.yaml}. */
final class RuleReader {

  static final Map<String, Level> LEVELS =
      Arrays.stream(Level.values()).collect(Collectors.toMap(Level::name, Function.identity()));

  private static final Map<String, Rule.Mute> MUTES =
      Map.of(
          "case-open-on-thing", Rule.Mute.CASE_OPEN_ON_THING,
          "case-open-in-division", Rule.Mute.CASE_OPEN_IN_DIVISION);

  private static final Map<String, Rule.Over.Of> OVER =
      Map.of(
          "city", Rule.Over.Of.CITY,
          "county", Rule.Over.Of.COUNTY,
          "street", Rule.Over.Of.STREET,
          "community", Rule.Over.Of.COMMUNITY,
          "grid", Rule.Over.Of.GRID,
          "neighbours", Rule.Over.Of.NEIGHBOURS);

  private static final Map<String, Rule.Quiets.Same> SAME =
      Arrays.stream(Rule.Quiets.Same.values())
          .collect(Collectors.toMap(s -> s.name().toLowerCase(Locale.ROOT), Function.identity()));

  private RuleReader() {}

  static Rule read(String pack, YamlNode file) {
    List<Rule.RuleLevel> levels =
        file.list("levels").stream()
            .map(RuleReader::level)
            .sorted(Comparator.comparing(Rule.RuleLevel::level).reversed())
            .toList();
    Rule.@Nullable Silence silence = file.find("silence").map(s -> silence(pack, s)).orElse(null);
    if (levels.isEmpty() == (silence == null)) {
      file.fault(
          "rule.trigger",
          Text.of("规则要么有 levels，要么有 silence", "a rule has either levels or a silence"));
    }
    String procedure = file.text("procedure", "");
    Rule rule =
        new Rule(
            pack + "." + file.text("name"),
            file.words("title"),
            file.words("why"),
            levels,
            silence,
            file.find("clear").map(RuleReader::expr).orElse(null),
            ParamName.optional(file, "clear_for"),
            file.list("mute_when").stream()
                .map(m -> m.asWord(MUTES, Rule.Mute.CASE_OPEN_ON_THING))
                .toList(),
            procedure.isEmpty() ? "" : pack + "." + procedure,
            words(file, "false_alarms"),
            words(file, "known_gaps"),
            file.text("reference"),
            over(file),
            file.list("quiets").stream().map(q -> quiets(pack, q)).toList(),
            file.find("together").map(n -> n.asWord(SAME, Rule.Quiets.Same.STREET)).orElse(null),
            file.place());
    if (rule.over() != null && silence != null) {
      file.fault(
          "rule.over",
          Text.of(
              "silence 针对单个部件；失联部件数用 known_of(..) 统计",
              "a silence is of one thing; count silent things by known_of(..)"));
    }
    file.refuseOthers();
    return rule;
  }

  private static Rule.@Nullable Over over(YamlNode file) {
    Rule.Over.@Nullable Of of =
        file.find("over").map(n -> n.asWord(OVER, Rule.Over.Of.STREET)).orElse(null);
    if (of == null) {
      return null;
    }
    Rule.Over over =
        new Rule.Over(
            of, ParamName.optional(file, "within"), ParamName.optional(file, "known_share"));
    if ((over.of() == Rule.Over.Of.NEIGHBOURS) == over.within().isEmpty()) {
      file.fault(
          "rule.over",
          Text.of(
              "within 距离只用于 neighbours，也必须写",
              "neighbours, and only they, are 'within' a distance"));
    }
    return over;
  }

  private static Rule.Quiets quiets(String pack, YamlNode node) {
    List<String> rules =
        node.texts("rules").stream()
            .map(r -> r.startsWith("*.") ? r : Ids.qualify(pack, r))
            .toList();
    if (rules.isEmpty()) {
      node.fault("rule.quiets", Text.of("须写明抑制哪些规则", "names the rules that it keeps quiet"));
    }
    List<Level> levels = node.list("levels").stream().map(l -> l.asWord(LEVELS, Level.IV)).toList();
    Rule.Quiets quiets =
        new Rule.Quiets(
            rules,
            node.find("from").map(f -> f.asWord(LEVELS, Level.IV)).orElse(Level.IV),
            levels.isEmpty() ? Set.of(Level.values()) : Set.copyOf(levels),
            node.oneOf("same", SAME, Rule.Quiets.Same.THING),
            node.words("why"),
            node.place());
    node.refuseOthers();
    return quiets;
  }

  private static List<Text> words(YamlNode file, String key) {
    return file.list(key).stream().map(YamlNode::asWords).toList();
  }

  private static Rule.RuleLevel level(YamlNode node) {
    Rule.RuleLevel level =
        new Rule.RuleLevel(
            node.oneOf("level", LEVELS, Level.IV),
            expr(node.get("when")),
            ParamName.optional(node, "for"),
            node.list("also").stream().map(RuleReader::condition).toList());
    node.refuseOthers();
    return level;
  }

  private static Rule.Condition condition(YamlNode node) {
    Rule.Condition condition =
        new Rule.Condition(expr(node.get("when")), ParamName.optional(node, "for"));
    node.refuseOthers();
    return condition;
  }

  private static Rule.ExprText expr(YamlNode node) {
    return new Rule.ExprText(node.isEmpty() ? "" : node.asText(), node.place());
  }

  private static Rule.Silence silence(String pack, YamlNode node) {
    Rule.Silence silence =
        new Rule.Silence(
            node.oneOf("level", LEVELS, Level.IV),
            node.texts("properties").stream().map(p -> Ids.qualify(pack, p)).toList(),
            ParamName.of(node.get("after")));
    node.refuseOthers();
    return silence;
  }
}
