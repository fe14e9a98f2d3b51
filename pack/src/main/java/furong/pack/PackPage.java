package furong.pack;

import furong.base.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page {@code docs/packs/<id>.md}: what a pack watches, warns of and why, from the pack. */
public final class PackPage {

  private final List<String> lines = new ArrayList<>();
  private final Pack pack;

  private PackPage(Pack pack) {
    this.pack = pack;
  }

  /** The lines of the page. */
  public static List<String> lines(Pack pack, List<Golden> goldens) {
    PackPage page = new PackPage(pack);
    page.head();
    page.rules(goldens);
    page.params();
    page.properties();
    page.rest();
    while (page.lines.getLast().isEmpty()) {
      page.lines.removeLast();
    }
    return page.lines;
  }

  private void add(String line) {
    lines.add(line);
  }

  private void heading(String title) {
    add("## " + title);
    add("");
  }

  private void row(String... cells) {
    StringBuilder line = new StringBuilder("|");
    for (String cell : cells) {
      line.append(' ').append(cell.replace("|", "\\|").replace("\n", " ").strip()).append(" |");
    }
    add(line.toString());
  }

  private void table(String... heads) {
    row(heads);
    add("|" + "---|".repeat(heads.length));
  }

  private static String both(Text text) {
    return text.zh().equals(text.en()) ? text.zh() : text.zh() + " · " + text.en();
  }

  private void head() {
    add("# " + pack.id() + ": " + both(pack.title()));
    add("");
    add("Written by `./furong pack docs " + pack.id() + "` from the pack; change it there.");
    add("");
    add(pack.summary().zh());
    add("");
    add(pack.summary().en());
    add("");
    add(
        "Version "
            + pack.version()
            + ", status "
            + pack.status().name().toLowerCase(java.util.Locale.ROOT)
            + ".");
    add("");
    if (!pack.needs().isEmpty()) {
      add("Needs " + String.join(", ", pack.needs()) + ".");
      add("");
    }
    pack.sources().forEach(s -> add("- " + s));
    if (!pack.sources().isEmpty()) {
      add("");
    }
  }

  private void rules(List<Golden> goldens) {
    if (pack.rules().isEmpty()) {
      return;
    }
    heading("规则 Rules");
    for (Rule rule : pack.rules()) {
      add("### " + rule.id() + " " + both(rule.title()));
      add("");
      add(both(rule.why()));
      add("");
      Rule.Over over = rule.over();
      if (over != null) {
        add(
            "按 "
                + over.of()
                + " 一处一条预警 one alert per "
                + over.of().name().toLowerCase(Locale.ROOT)
                + (over.within().isEmpty() ? "" : " within " + span(over.within()))
                + (over.knownShare().isEmpty()
                    ? ""
                    : "；已知比例 known share at least " + span(over.knownShare())));
        add("");
      }
      table("level", "when", "for");
      for (Rule.RuleLevel level : rule.levels()) {
        row(level.level().name(), code(level.when().text()), span(level.holdsFor()));
        level.also().forEach(c -> row("and", code(c.when().text()), span(c.holdsFor())));
      }
      Rule.Silence silence = rule.silence();
      if (silence != null) {
        row(
            silence.level().name(),
            "silence of " + String.join(", ", silence.properties()),
            span(silence.after()));
      }
      Rule.ExprText clear = rule.clear();
      if (clear != null) {
        row("clear", code(clear.text()), span(rule.clearFor()));
      }
      add("");
      rule.quiets()
          .forEach(q ->
              add(
                  "- 抑制 quiets "
                      + String.join(", ", q.rules().stream().map(PackPage::code).toList())
                      + " (same "
                      + q.same().name().toLowerCase(Locale.ROOT)
                      + "): "
                      + both(q.why())));
      Rule.Quiets.Same together = rule.together();
      if (together != null) {
        add("- 合并通知 told together by " + together.name().toLowerCase(Locale.ROOT));
      }
      rule.falseAlarms().forEach(t -> add("- 可能误报 false alarm: " + both(t)));
      rule.knownGaps().forEach(t -> add("- 已知不足 gap: " + both(t)));
      add("- 依据 reference: " + rule.reference());
      add(
          "- 样例 proofs: "
              + String.join(
                  ", ",
                  goldens.stream()
                      .filter(g -> g.rule().equals(rule.id()))
                      .map(Golden::name)
                      .sorted()
                      .toList()));
      add("");
    }
  }

  private static String code(String expression) {
    return "`" + expression + "`";
  }

  private String span(String param) {
    return param.isEmpty() ? "" : code("params." + param);
  }

  private void params() {
    if (pack.params().isEmpty()) {
      return;
    }
    heading("参数 Parameters");
    table("name", "", "value", "why", "source");
    for (Param p : pack.params().values()) {
      Double value = p.value();
      row(
          code(p.name()),
          both(p.title()),
          value == null
              ? "待城市确定 to be set by the city"
              : number(value) + " " + Titles.symbol(p.unit()),
          both(p.reason()),
          p.source());
    }
    add("");
  }

  private static String number(double value) {
    return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private void properties() {
    if (pack.properties().isEmpty()) {
      return;
    }
    heading("观测属性 Properties");
    table("id", "", "unit", "silence", "lateness", "source");
    for (Property p : pack.properties()) {
      row(
          code(p.id()),
          both(p.title()),
          p.symbol() + (p.mean().isEnergy() ? " · 能量平均 energy mean" : ""),
          Titles.span(p.expectedSilence().toMillis()).en(),
          p.lateness().isZero() ? "" : Titles.span(p.lateness().toMillis()).en(),
          p.source());
    }
    add("");
  }

  private void rest() {
    if (!pack.indexes().isEmpty()) {
      heading("指数 Indices");
      for (Index index : pack.indexes()) {
        add("- " + code(index.id()) + " " + both(index.title()));
        for (IndexRuleSet set : index.ruleSets()) {
          String from = set.validFrom().equals(LocalDate.MIN) ? "" : " from " + set.validFrom();
          add("  - " + set.id() + from + ": " + set.source());
        }
      }
      add("");
    }
    if (!pack.procedures().isEmpty()) {
      heading("处置规程 Procedures");
      for (Procedure p : pack.procedures()) {
        add("- " + code(p.id()) + " " + both(p.title()) + " (" + p.source() + ")");
        p.steps().forEach(s -> add("  1. " + both(s)));
      }
      add("");
    }
    if (!pack.indicators().isEmpty()) {
      heading("指标 Indicators");
      pack.indicators()
          .forEach(i ->
              add(
                  "- "
                      + code(i.id())
                      + " "
                      + both(i.title())
                      + ": "
                      + both(i.formula())
                      + " ("
                      + i.source()
                      + ")"));
      add("");
    }
  }
}
