package furong.pack;

import furong.base.Text;
import furong.pack.Rule.Quiets.Same;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Every name that a file mentions leads somewhere. */
final class LawReferences implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    for (Pack pack : book.packs()) {
      Place head = new Place("packs/" + pack.id() + "/pack.yaml", 1, 1);
      for (String need : pack.needs()) {
        if (book.findPack(need).isEmpty()) {
          faults.add(
              "law.reference",
              head,
              Text.of("needs 中的“" + need + "”不是场景包", "needs '" + need + "', which is no pack"));
        }
      }
      for (Rule rule : pack.rules()) {
        if (!rule.procedure().isEmpty() && book.findProcedure(rule.procedure()).isEmpty()) {
          missing(rule.place(), Text.of("规程", "procedure"), rule.procedure(), faults);
        }
        Rule.Silence silence = rule.silence();
        if (silence != null) {
          silence.properties().forEach(p -> property(book, p, rule.place(), faults));
        }
        rule.quiets().forEach(q -> quiets(book, rule, q, faults));
        Same together = rule.together();
        if (together != null) {
          has(rule, together, rule.place(), faults);
        }
      }
      for (Index index : pack.indexes()) {
        index.properties().forEach(p -> property(book, p, index.place(), faults));
      }
      for (IndicatorDef indicator : pack.indicators()) {
        indicator(book, pack, indicator, faults);
      }
      pack.board().tiles().forEach(t -> property(book, t.property(), head, faults));
      pack.board().layers().forEach(l -> property(book, l.property(), head, faults));
    }
  }

  /** What counts days needs an index of days and a limit that is known; a rate needs its name. */
  private static void indicator(PackBook book, Pack pack, IndicatorDef indicator, Faults faults) {
    String good = indicator.goodUpTo();
    Optional<Param> limit = pack.param(good);
    if (!good.isEmpty() && limit.isEmpty()) {
      missing(indicator.place(), Text.of("参数", "parameter"), good, faults);
    }
    if (!indicator.cases().isEmpty() && !IndicatorDef.CASE_RATES.contains(indicator.cases())) {
      missing(indicator.place(), Text.of("案件比率", "rate of cases"), indicator.cases(), faults);
    }
    if (indicator.index().isEmpty()) {
      return;
    }
    Optional<Index> index = book.findIndex(indicator.index());
    if (index.isEmpty()) {
      missing(indicator.place(), Text.of("指数", "index"), indicator.index(), faults);
    } else if (index.get().ruleSets().stream()
        .flatMap(set -> set.items().stream())
        .anyMatch(item -> item.statistic() == IndexItem.Statistic.HOUR_MEAN)) {
      faults.add(
          "law.reference",
          indicator.place(),
          Text.of(
              indicator.index() + " 是小时指数，不是日指数",
              indicator.index() + " is an index of hours, not days"));
    }
    if (limit.isEmpty() && good.isEmpty() || limit.filter(p -> p.value() == null).isPresent()) {
      faults.add(
          "law.reference",
          indicator.place(),
          Text.of(
              "按 good_up_to 统计天数，但它没有数值", "days are counted by good_up_to, which has no number"));
    }
  }

  /**
   * What a rule keeps quiet is there, shares what it is said to share, and does not keep this rule
   * quiet in turn: two that silence each other would both go unheard.
   */
  private static void quiets(PackBook book, Rule rule, Rule.Quiets quiets, Faults faults) {
    for (String id : quiets.rules()) {
      var one =
          new Rule.Quiets(
              List.of(id),
              quiets.from(),
              quiets.levels(),
              quiets.same(),
              quiets.why(),
              quiets.place());
      List<Rule> named = book.rules().stream().filter(r -> one.names(r.id())).toList();
      if (named.isEmpty()) {
        missing(quiets.place(), Text.of("规则", "rule"), id, faults);
      }
      for (Rule other : named) {
        if (other.id().equals(rule.id()) || reaches(book, other, rule, new HashSet<>())) {
          faults.add(
              "law.quiets",
              quiets.place(),
              Text.of("规则 " + rule.id() + " 会抑制自己", rule.id() + " would keep itself quiet"));
        }
        has(other, quiets.same(), quiets.place(), faults);
      }
    }
    has(rule, quiets.same(), quiets.place(), faults);
  }

  /** Every alert of a rule lies within one of these. */
  private static void has(Rule rule, Same same, Place place, Faults faults) {
    if (narrowest(rule).compareTo(same) > 0) {
      faults.add(
          "law.quiets",
          place,
          Text.of(
              "规则 " + rule.id() + " 的预警并非都属于一个 " + same.name().toLowerCase(Locale.ROOT),
              "not every alert of "
                  + rule.id()
                  + " has one "
                  + same.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** The narrowest that every alert of a rule has. */
  private static Same narrowest(Rule rule) {
    Rule.Over over = rule.over();
    return over == null
        ? Same.THING
        : switch (over.of()) {
          case NEIGHBOURS -> Same.THING;
          case GRID, COMMUNITY -> Same.COMMUNITY;
          case STREET -> Same.STREET;
          case COUNTY -> Same.COUNTY;
          case CITY -> Same.CITY;
        };
  }

  /** Whether {@code from} keeps {@code to} quiet, itself or by others. */
  private static boolean reaches(PackBook book, Rule from, Rule to, Set<String> seen) {
    return seen.add(from.id())
        && from.quiets().stream()
            .anyMatch(q ->
                q.names(to.id())
                    || book.rules().stream()
                        .anyMatch(r -> q.names(r.id()) && reaches(book, r, to, seen)));
  }

  private static void property(PackBook book, String id, Place place, Faults faults) {
    if (book.findProperty(id).isEmpty()) {
      missing(place, Text.of("属性", "property"), id, faults);
    }
  }

  private static void missing(Place place, Text kind, String id, Faults faults) {
    faults.add(
        "law.reference",
        place,
        Text.of("没有" + kind.zh() + "“" + id + "”", "there is no " + kind.en() + " '" + id + "'"));
  }
}
