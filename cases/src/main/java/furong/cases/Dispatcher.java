package furong.cases;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.cases.Capacities.Fit;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds who answers for a matter, and says why.
 *
 * <pre>{@code
 * dispatcher.route(matter, "street-office", now)
 *     // by the first rule of the city that fits, else by the duty of the procedure: the command
 *     // room of the street that the place lies in
 * }</pre>
 *
 * When nobody in the place or above has the duty, the operations centre of the county is named,
 * then that of the city, and the route says that it is only a fallback. It only suggests; a person
 * dispatches.
 */
public final class Dispatcher {

  /** What every county and city has: the operations centre. */
  private static final String OPERATIONS = "operations";

  /** Who commands each level: what the levels of an escalation are. */
  private static final List<String> COMMAND =
      List.of(OPERATIONS, CaseProcedure.STREET_OFFICE, "community");

  /**
   * The duty of whoever owns the thing that a matter is about (权属单位). It is asked of the register
   * of things: a rule of the city may name it as leader and a procedure as its role.
   */
  public static final String OWNER = "owner";

  /** Kinds of matters that are about a component itself (部件), not about what happens around it. */
  private static final String COMPONENTS = "part-";

  /** Port: what routing asks of the register of things and of that of people. */
  public interface Facts {

    /** Knows neither things nor people. */
    Facts NONE =
        new Facts() {
          @Override
          public Optional<Owned> owned(long thing) {
            return Optional.empty();
          }

          @Override
          public List<Handler> handlers(String organisation) {
            return List.of();
          }
        };

    /** A thing that says who owns it; empty when it does not, or is not there. */
    Optional<Owned> owned(long thing);

    /** Those of an organisation who handle cases, with what they have in hand now. */
    List<Handler> handlers(String organisation);
  }

  /** A thing by its name for people, and the id of the organisation that owns it. */
  public record Owned(String name, String organisation) {}

  /**
   * Somebody who handles cases.
   *
   * @param open cases in hand
   */
  public record Handler(String id, Text name, int open) {}

  /**
   * Who, and the reason in words.
   *
   * @param handler who of them has the least in hand; null when nobody of them is known
   * @param assisting who helps (协办)
   * @param rule id of the rule that decided; empty when the procedure's duty did
   * @param fallback true when nobody has the duty in the place: no rule sends it there
   */
  public record Suggestion(
      Organisation organisation,
      Text why,
      List<Organisation> assisting,
      String rule,
      boolean fallback,
      @Nullable Handler handler) {
    public Suggestion {
      assisting = List.copyOf(assisting);
    }

    /** One that names nobody in person. */
    public Suggestion(
        Organisation organisation,
        Text why,
        List<Organisation> assisting,
        String rule,
        boolean fallback) {
      this(organisation, why, assisting, rule, fallback, null);
    }

    private Suggestion to(@Nullable Handler person) {
      return new Suggestion(organisation, why, assisting, rule, fallback, person);
    }
  }

  private final CityProfile city;
  private final DispatchRules rules;
  private final Capacities capacities;
  private final ToIntFunction<String> open;
  private final Facts facts;

  /** One that minds what organisations can carry and knows no things. */
  public Dispatcher(CityProfile city, CityCases rules, ToIntFunction<String> open) {
    this(city, rules, open, Facts.NONE);
  }

  /**
   * One that minds what organisations can carry, and asks who owns a thing and who has time.
   *
   * @param open how many cases an organisation has to handle now, by its id
   */
  public Dispatcher(CityProfile city, CityCases rules, ToIntFunction<String> open, Facts facts) {
    this.city = city;
    this.facts = facts;
    this.rules = rules.dispatch();
    this.capacities = rules.capacities();
    this.open = open;
  }

  /** One that does not ask how much anybody has to do: for who climbs over whom. */
  public Dispatcher(CityProfile city, DispatchRules rules) {
    this(
        city,
        new CityCases(CasePolicy.PLAIN, CategoryBook.NATIONAL, rules, Capacities.NONE, ""),
        id -> 0);
  }

  /** One without rules: every matter goes by its procedure's duty. */
  public Dispatcher(CityProfile city) {
    this(city, DispatchRules.NONE);
  }

  /**
   * Who handles the matter at that time; {@code duty} is that of its procedure, used when no rule
   * fits. A component that no rule is for goes to its owner. When the leader is full, off duty or
   * unable, of those that the rule names otherwise the one with the smallest share of its limit in
   * use, the first named where two are equal; when none of them can, the case waits in the queue of
   * what nobody is named for.
   */
  public Optional<Suggestion> route(Matter matter, String duty, Instant at) {
    String code = city.codeToday(matter.division(), matter.location());
    boolean working = city.calendar().isWorking(at);
    Optional<DispatchRules.Rule> rule = rules.find(matter, code, working);
    List<Fit> tried = new ArrayList<>();
    String asked = rule.map(DispatchRules.Rule::lead).orElse(duty);
    Optional<Owned> owned = owned(matter, asked, rule.isEmpty(), code);
    Optional<Fit> owner =
        owned.flatMap(o -> city.findOrganisation(o.organisation())).map(o -> fit(o, rule, at));
    if (owner.filter(Fit::fits).isPresent()) {
      Suggestion s = RouteWords.owns(owned.get(), owner.get());
      return Optional.of(rule.map(r -> by(r, s, code)).orElse(s));
    }
    owner.ifPresent(tried::add);
    // a thing that names no owner is kept by the street that it stands in
    String leading = asked.equals(OWNER) ? CaseProcedure.STREET_OFFICE : asked;
    Optional<Fit> lead =
        suggest(code, leading).filter(s -> !s.fallback()).map(s -> fit(s.organisation(), rule, at));
    Optional<Fit> chosen = lead.filter(Fit::fits);
    lead.ifPresent(tried::add);
    if (chosen.isEmpty()) {
      List<Fit> others =
          rule.map(DispatchRules.Rule::otherwise).orElse(List.of()).stream()
              .flatMap(other -> city.organisation(other, code).stream())
              .map(o -> fit(o, rule, at))
              .toList();
      tried.addAll(others);
      // the sort is stable: of equals the first named stays first
      chosen = others.stream().filter(Fit::fits).sorted(comparingDouble(Fit::share)).findFirst();
    }
    Text place = place(code);
    Optional<Suggestion> found =
        chosen.isPresent()
            ? chosen.map(fit -> RouteWords.led(fit, place, tried))
            : fallback(code, place).map(s -> lead.isEmpty() ? s : RouteWords.nobody(s, tried));
    return found.map(s -> rule.map(r -> by(r, s, code)).orElse(s));
  }

  /**
   * The thing whose owner is asked: by rule or procedure, else for a component that has no rule.
   */
  private Optional<Owned> owned(Matter matter, String asked, boolean noRule, String code) {
    boolean component = noRule && matter.category().startsWith(COMPONENTS);
    if (matter.thing() == null || !(component || asked.equals(OWNER))) {
      return Optional.empty();
    }
    return facts
        .owned(matter.thing())
        .filter(o ->
            city.findOrganisation(o.organisation())
                .filter(known -> serves(known, code))
                .isPresent());
  }

  /**
   * With who of the organisation has the least in hand, the first by id where two are equal. Costs
   * a count of cases for each of them, so it is asked for a reader and not with every act.
   */
  public Suggestion inPerson(Suggestion s) {
    return s.to(
        facts.handlers(s.organisation().id()).stream()
            .min(comparingInt(Handler::open).thenComparing(Handler::id))
            .orElse(null));
  }

  private Fit fit(Organisation o, Optional<DispatchRules.Rule> rule, Instant at) {
    String needs = rule.map(DispatchRules.Rule::needs).orElse("");
    return capacities.fit(o, needs, open.applyAsInt(o.id()), at, city.calendar());
  }

  private Suggestion by(DispatchRules.Rule rule, Suggestion s, String code) {
    return new Suggestion(
        s.organisation(),
        Text.of(rule.why().zh() + "。" + s.why().zh(), rule.why().en() + ". " + s.why().en()),
        assisting(rule, code, s.organisation()),
        rule.id(),
        s.fallback());
  }

  private List<Organisation> assisting(DispatchRules.Rule rule, String code, Organisation lead) {
    return rule.assisting().stream()
        .flatMap(duty -> city.organisation(duty, code).stream())
        .filter(o -> !o.id().equals(lead.id()))
        .distinct()
        .toList();
  }

  /** Who has {@code duty} for {@code division}; empty when the city has no organisation at all. */
  public Optional<Suggestion> suggest(String division, String duty) {
    String code = city.currentCode(division);
    Text place = place(code);
    Optional<Suggestion> own =
        city.organisation(duty, code)
            .map(o -> new Suggestion(o, RouteWords.answers(o, place), List.of(), "", false));
    return own.or(() -> fallback(code, place));
  }

  private Optional<Suggestion> fallback(String code, Text place) {
    return county(code)
        .or(() -> city.organisation(OPERATIONS, city.divisions().root().code()))
        .map(o ->
            new Suggestion(
                o,
                Text.of(
                    "地点位于" + place.zh() + "，当地没有承担该职责的机构，转由" + o.name().zh() + "处理。",
                    "The place lies in "
                        + place.en()
                        + ", where nobody has this duty; it goes to "
                        + o.name().en()
                        + "."),
                List.of(),
                "",
                true));
  }

  private Optional<Organisation> county(String code) {
    return city.divisions()
        .ancestor(code, DivisionLevel.COUNTY)
        .flatMap(county -> city.organisation(OPERATIONS, county.code()));
  }

  /**
   * Who is told of a late case, the nearest first: who handles it, then who commands each level
   * above; before it is dispatched the county's operations centre and what is above.
   */
  public List<Organisation> ladder(Case c) {
    String code = city.codeToday(c.matter().division(), c.matter().location());
    Optional<Organisation> handling =
        Optional.ofNullable(c.progress().organisation()).flatMap(city::findOrganisation);
    DivisionLevel from =
        handling
            .map(Organisation::level)
            .filter(level -> c.state().stage() == Stage.HANDLE)
            .orElse(DivisionLevel.STREET);
    List<Organisation> ladder = new ArrayList<>();
    if (c.state().stage() == Stage.HANDLE) {
      handling.ifPresent(ladder::add);
    }
    for (Division above : city.divisions().path(code).reversed()) {
      if (above.level().above(from)) {
        COMMAND.stream()
            .flatMap(duty -> city.findOrganisation(duty + "-" + above.code()).stream())
            .findFirst()
            .ifPresent(ladder::add);
      }
    }
    return ladder;
  }

  /** The organisations that a case in {@code division} may be dispatched to, the nearest first. */
  public List<Organisation> candidates(String division) {
    return city.organisations().stream()
        .filter(o -> serves(o, division))
        .sorted((a, b) -> b.level().compareTo(a.level()))
        .toList();
  }

  /** True when that organisation serves the place. */
  public boolean serves(Organisation organisation, String division) {
    return Divisions.isWithin(city.currentCode(division), organisation.division());
  }

  /** The street of the place in words, or what is known of it. */
  private Text place(String code) {
    return city.divisions().path(code).stream()
        .filter(d -> !DivisionLevel.STREET.above(d.level()))
        .reduce((above, below) -> below)
        .orElse(city.divisions().root())
        .name();
  }
}
