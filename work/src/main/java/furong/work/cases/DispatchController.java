package furong.work.cases;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.TimeRange;
import furong.cases.Capacities;
import furong.cases.Capacities.Capacity;
import furong.cases.Case;
import furong.cases.CaseDesk;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Also;
import furong.cases.CaseStore.Query;
import furong.cases.CityCases;
import furong.cases.CityCasesReader;
import furong.cases.DispatchRules;
import furong.cases.DispatchTrial;
import furong.cases.DispatchTrial.Line;
import furong.cases.DispatchTrial.Outcome;
import furong.cases.Dispatcher;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import furong.work.cases.CaseViews.IdAndName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules of dispatch: those in force, and a trial of others on past cases. */
@RestController
@RequestMapping("/api/dispatch-rules")
@Tag(name = "dispatch-rules", description = "派遣规则 Which matter goes to whom")
public class DispatchController {

  /** Cases of one trial: a month of a large county, worked out in a second or two. */
  private static final int MAX_CASES = 10_000;

  /** Lines that an answer shows: what a person looks through. */
  private static final int MAX_LINES = 200;

  private final CaseDesk desk;
  private final CaseStore store;
  private final CaseViews views;
  private final CityProfile city;
  private final CityCases rules;
  private final Dispatcher.Facts facts;

  DispatchController(
      CaseDesk desk,
      CaseStore store,
      CaseViews views,
      CityProfile city,
      CityCases rules,
      Dispatcher.Facts facts) {
    this.desk = desk;
    this.store = store;
    this.views = views;
    this.city = city;
    this.rules = rules;
    this.facts = facts;
  }

  /**
   * The rules in force, the duties that rules can name, and what is known of who can carry what.
   */
  record RulesView(
      List<DispatchRules.Rule> items, List<String> duties, List<Capacity> capacities) {}

  /**
   * What to try.
   *
   * @param rules a table as {@code dispatch.csv} has it; null tries those in force
   * @param capacities a table as {@code capacity.csv} has it; null tries those in force
   * @param from first day of opening, in the city's zone
   * @param to day after the last
   */
  public record TrialRequest(
      @Nullable String rules,
      @Nullable String capacities,
      @Nullable String division,
      @Nullable String from,
      @Nullable String to) {}

  /** One case that goes elsewhere, or nowhere. */
  record TrialLine(
      String id,
      String number,
      Text title,
      String category,
      @Nullable IdAndName went,
      @Nullable IdAndName would,
      CaseViews.@Nullable HandlerView handler,
      List<IdAndName> assisting,
      String rule,
      Text why,
      boolean unrouted) {}

  /**
   * What came of it.
   *
   * @param cut true when there were more cases than one trial takes
   * @param items the first of those that differ or would be unrouted
   */
  record TrialView(
      int cases,
      boolean cut,
      int same,
      int differ,
      int unrouted,
      int never,
      List<TrialLine> items) {}

  @GetMapping
  @Operation(summary = "派遣规则 The rules in force, the first that fits is taken")
  RulesView inForce() {
    return new RulesView(
        rules.dispatch().rules(),
        CityCasesReader.duties(city).stream().sorted().toList(),
        rules.capacities().all().values().stream()
            .sorted(Comparator.comparing(Capacity::of))
            .toList());
  }

  @PostMapping("/try")
  @Operation(
      summary = "试算 Tries rules on past cases; changes nothing",
      description = "Rules with a mistake are refused with the place of each.")
  TrialView tryOut(@AuthenticationPrincipal Caller caller, @RequestBody TrialRequest body) {
    DispatchRules tried =
        body.rules() == null
            ? rules.dispatch()
            : Problems.orThrow(
                DispatchRules.parse(
                    "rules", body.rules().lines().toList(), CityCasesReader.duties(city)));
    Capacities able =
        body.capacities() == null
            ? rules.capacities()
            : Problems.orThrow(
                Capacities.parse(
                    "capacities", body.capacities().lines().toList(), CityCasesReader.able(city)));
    TimeRange opened = Days.span(city.zone(), body.from(), body.to());
    if (opened == null) {
      throw Problems.refuse(Refusal.INVALID, "period", "Say from which day to which");
    }
    List<Case> cases =
        store.list(
            new Query(
                Where.asked(caller, city, body.division()),
                Set.<CaseState>of(),
                null,
                null,
                null,
                null,
                0,
                MAX_CASES + 1,
                new Also(false, false, false, null, null, opened)));
    boolean cut = cases.size() > MAX_CASES;
    Outcome outcome =
        DispatchTrial.run(
            cut ? cases.subList(0, MAX_CASES) : cases,
            city,
            new CityCases(rules.policy(), rules.categories(), tried, able, rules.source()),
            facts,
            desk::duty);
    return new TrialView(
        outcome.lines().size(),
        cut,
        outcome.same(),
        outcome.differ(),
        outcome.unrouted(),
        outcome.never(),
        outcome.lines().stream()
            .filter(line -> line.differs() || line.unrouted())
            .limit(MAX_LINES)
            .map(this::line)
            .toList());
  }

  private TrialLine line(Line line) {
    Case c = line.tried();
    return new TrialLine(
        Long.toString(c.id()),
        c.number(),
        c.matter().title(),
        c.matter().category(),
        line.went() == null ? null : views.named(line.went()),
        line.would() == null ? null : views.named(line.would()),
        CaseViews.handler(line.handler()),
        line.assisting().stream().map(views::named).toList(),
        line.rule(),
        line.why(),
        line.unrouted());
  }
}
