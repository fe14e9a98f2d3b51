package furong.cases;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds who answers for a matter, and says why.
 *
 * <pre>{@code
 * dispatcher.route(matter, "street-office")
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
   * Who, and the reason in words.
   *
   * @param assisting who helps (协办)
   * @param rule id of the rule that decided; empty when the procedure's duty did
   * @param fallback true when nobody has the duty in the place: no rule sends it there
   */
  public record Suggestion(
      Organisation organisation,
      Text why,
      List<Organisation> assisting,
      String rule,
      boolean fallback) {
    public Suggestion {
      assisting = List.copyOf(assisting);
    }
  }

  private final CityProfile city;
  private final DispatchRules rules;

  public Dispatcher(CityProfile city, DispatchRules rules) {
    this.city = city;
    this.rules = rules;
  }

  /** One without rules: every matter goes by its procedure's duty. */
  public Dispatcher(CityProfile city) {
    this(city, DispatchRules.NONE);
  }

  /** Who handles the matter; {@code duty} is that of its procedure, used when no rule fits. */
  public Optional<Suggestion> route(Matter matter, String duty) {
    String code = city.currentCode(matter.division());
    Optional<DispatchRules.Rule> rule = rules.find(matter, code);
    if (rule.isEmpty()) {
      return suggest(code, duty);
    }
    DispatchRules.Rule found = rule.get();
    return suggest(code, found.lead())
        .map(s ->
            new Suggestion(
                s.organisation(),
                Text.of(
                    found.why().zh() + "。" + s.why().zh(), found.why().en() + ". " + s.why().en()),
                assisting(found, code, s.organisation()),
                found.id(),
                s.fallback()));
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
            .map(o ->
                new Suggestion(
                    o,
                    Text.of(
                        "地点位于" + place.zh() + "，由" + o.name().zh() + "负责。",
                        "The place lies in "
                            + place.en()
                            + "; "
                            + o.name().en()
                            + " answers for it."),
                    List.of(),
                    "",
                    false));
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
    String code = city.currentCode(c.matter().division());
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
    String code = city.currentCode(division);
    return city.organisations().stream()
        .filter(o -> Divisions.isWithin(code, o.division()))
        .sorted((a, b) -> b.level().compareTo(a.level()))
        .toList();
  }

  /** True when that organisation serves the place. */
  public boolean serves(Organisation organisation, String division) {
    return Divisions.isWithin(city.currentCode(division), organisation.division());
  }

  /** The street of the place in words, or what is known of it. */
  private Text place(String code) {
    List<Division> path = city.divisions().path(code);
    Division shown =
        path.stream()
            .filter(d -> !DivisionLevel.STREET.above(d.level()))
            .reduce((above, below) -> below)
            .orElse(city.divisions().root());
    return shown.name();
  }
}
