package furong.cases;

import furong.base.DivisionCode;
import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.Csv;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which matter goes to which duty, as data: the first row that fits is taken.
 *
 * <pre>
 * id,category,division,procedure,lead,assisting,zh,en
 * river,event-0126,,,ecology,street-office,河道污染由生态环境部门主办,Pollution of rivers is ...
 * </pre>
 *
 * Three more columns may stand there: {@code needs} (what the organisation must be able to do),
 * {@code hours} (the rule is for {@code work}ing time, or for the time {@code off} it) and {@code
 * otherwise} (duties that are asked when the leader cannot: who has the least to do goes first).
 *
 * <p>An empty cell fits everything; a category may end with {@code *}. It names duties, not
 * organisations: who has the duty in the place is looked up when a case comes.
 */
public record DispatchRules(List<Rule> rules) {

  public static final DispatchRules NONE = new DispatchRules(List.of());

  /** More rules than a person reads; a longer list is a mistake. */
  private static final int MAX_RULES = 500;

  /**
   * One row.
   *
   * @param category code, prefix with {@code *}, or empty for any
   * @param division code of the area that it is for, or empty for the whole city
   * @param procedure id, or empty for any
   * @param lead duty of the organisation that leads (主办)
   * @param assisting duties of those that help (协办)
   * @param needs capability that the leader must have; empty for none
   * @param hours {@code work}, {@code off}, or empty for any time
   * @param otherwise duties that may lead when {@code lead} is full, off duty or unable
   */
  public record Rule(
      String id,
      String category,
      String division,
      String procedure,
      String lead,
      List<String> assisting,
      String needs,
      String hours,
      List<String> otherwise,
      Text why) {
    public Rule {
      assisting = List.copyOf(assisting);
      otherwise = List.copyOf(otherwise);
      if (!Set.of("", "work", "off").contains(hours)) {
        throw new IllegalArgumentException("hours of a rule are work or off, not " + hours);
      }
    }

    boolean fits(Matter matter, String code, boolean working) {
      boolean kind =
          category.isEmpty()
              || (category.endsWith("*")
                  ? matter.category().startsWith(category.substring(0, category.length() - 1))
                  : matter.category().equals(category));
      return kind
          && (hours.isEmpty() || hours.equals("work") == working)
          && (procedure.isEmpty() || matter.procedure().equals(procedure))
          && (division.isEmpty() || code.startsWith(DivisionCode.stem(division)));
    }
  }

  public DispatchRules {
    rules = List.copyOf(rules);
  }

  /** The first rule for a matter whose division has this code today. @param working time now */
  public Optional<Rule> find(Matter matter, String code, boolean working) {
    return rules.stream().filter(rule -> rule.fits(matter, code, working)).findFirst();
  }

  /**
   * Reads a table.
   *
   * @param name stands in the places of notices
   * @param duties that exist in the city; a rule for another one would send cases nowhere
   */
  public static Result<DispatchRules> parse(String name, List<String> lines, Set<String> duties) {
    List<Rule> rules = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try {
      for (Csv.Row row : Csv.rows(name, lines)) {
        Rule rule = rule(row);
        check(row.place(), rule, duties, ids).ifPresent(notices::add);
        rules.add(rule);
      }
    } catch (IllegalArgumentException e) {
      notices.add(Notice.of("dispatch.table", name, String.valueOf(e.getMessage())));
    }
    if (rules.size() > MAX_RULES) {
      notices.add(Notice.of("dispatch.size", name, "At most " + MAX_RULES + " rules"));
    }
    return notices.isEmpty()
        ? Result.ok(new DispatchRules(rules))
        : new Result.Refused<>(Refusal.INVALID, notices);
  }

  private static Rule rule(Csv.Row row) {
    return new Rule(
        row.get("id"),
        row.get("category"),
        row.get("division"),
        row.get("procedure"),
        row.get("lead"),
        words(row.get("assisting")),
        row.find("needs").strip(),
        row.find("hours").strip(),
        words(row.find("otherwise")),
        Text.of(row.get("zh"), row.get("en")));
  }

  private static List<String> words(String cell) {
    return cell.isBlank() ? List.of() : List.of(cell.strip().split(" +", -1));
  }

  private static Optional<Notice> check(
      String place, Rule rule, Set<String> duties, Set<String> ids) {
    if (rule.id().isBlank() || !ids.add(rule.id())) {
      return Optional.of(
          Notice.of("dispatch.id", place, "A rule has an id of its own, not " + rule.id()));
    }
    List<String> named = new ArrayList<>(rule.assisting());
    named.add(rule.lead());
    named.addAll(rule.otherwise());
    return named.stream()
        .filter(duty -> !duties.contains(duty))
        .findFirst()
        .map(duty ->
            Notice.of("dispatch.duty", place, "Nobody in this city has the duty \"" + duty + "\"")
                .withHint("known duties: " + String.join(", ", duties.stream().sorted().toList())));
  }
}
