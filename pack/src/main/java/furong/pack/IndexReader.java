package furong.pack;

import furong.base.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads {@code indexes/*.yaml}. */
final class IndexReader {

  private static final Map<String, IndexItem.Statistic> STATISTICS =
      Arrays.stream(IndexItem.Statistic.values())
          .collect(Collectors.toMap(IndexItem.Statistic::code, s -> s));

  private static final Map<String, IndexItem.Over> OVER =
      Map.of("last-step", IndexItem.Over.LAST_STEP, "not-computed", IndexItem.Over.NOT_COMPUTED);

  private IndexReader() {}

  static Index read(String pack, YamlNode file) {
    List<Category> categories =
        file.list("categories").stream()
            .map(c -> {
              Category category =
                  new Category(
                      c.text("code"), c.words("title"), c.integer("up_to"), c.text("colour"));
              c.refuseOthers();
              return category;
            })
            .toList();
    List<IndexRuleSet> sets = new ArrayList<>();
    file.get("rule_sets").asList().forEach(s -> sets.add(ruleSet(s)));
    sets.sort(Comparator.comparing(IndexRuleSet::validFrom));
    if (sets.isEmpty() || categories.isEmpty()) {
      file.fault(
          "index.empty",
          Text.of("指数至少要有一个规则集和一个类别", "an index needs at least one rule set and one category"));
    }
    String id = pack + "." + file.text("name");
    String call = file.text("call", "");
    var title = file.words("title");
    file.refuseOthers();
    return new Index(id, call, title, sets, categories, file.place());
  }

  private static IndexRuleSet ruleSet(YamlNode node) {
    int[] steps = node.get("steps").asList().stream().mapToInt(YamlNode::asInteger).toArray();
    List<IndexItem> items = node.get("items").asList().stream().map(i -> item(i, steps)).toList();
    IndexRuleSet set =
        new IndexRuleSet(
            node.text("id"),
            node.find("valid_from").map(YamlNode::asDate).orElse(LocalDate.MIN),
            steps,
            node.integer("lowest"),
            node.integer("primary_above"),
            node.find("need_all_unless_over").map(YamlNode::asInteger).orElse(-1),
            items,
            node.text("source"));
    node.refuseOthers();
    return set;
  }

  private static IndexItem item(YamlNode node, int[] steps) {
    double[] points = node.get("breakpoints").asNumbers();
    boolean oneWay = points.length > 1 && points.length <= steps.length;
    for (int i = 1; oneWay && i < points.length; i++) {
      oneWay = points[i] != points[i - 1] && points[i] > points[i - 1] == points[1] > points[0];
    }
    if (!oneWay) {
      node.fault(
          "index.breakpoints",
          Text.of(
              "断点须单调，且有 2 至 " + steps.length + " 个",
              "breakpoints go one way, and there are 2 to " + steps.length + " of them"));
      points = new double[] {0, 1};
    }
    IndexItem item =
        new IndexItem(
            node.text("property"),
            node.oneOf("statistic", STATISTICS, IndexItem.Statistic.DAY_MEAN),
            points,
            node.find("decimals").map(YamlNode::asInteger).orElse(-1),
            node.find("over")
                .map(n -> n.asWord(OVER, IndexItem.Over.LAST_STEP))
                .orElse(IndexItem.Over.LAST_STEP));
    node.refuseOthers();
    return item;
  }
}
