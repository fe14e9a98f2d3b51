package furong.cases;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import java.util.List;
import java.util.Optional;

/**
 * Finds who answers for a place.
 *
 * <pre>{@code
 * dispatcher.suggest("510104017001", "street-office")
 *     // the command room of the street that the community lies in, and why
 * }</pre>
 *
 * When nobody in the place or above has the duty, the operations centre of the county is named,
 * then that of the city. It only suggests; a person dispatches.
 */
public final class Dispatcher {

  /** What every county and city has: the operations centre. */
  private static final String OPERATIONS = "operations";

  /** Who, and the reason in words. */
  public record Suggestion(Organisation organisation, Text why) {}

  private final CityProfile city;

  public Dispatcher(CityProfile city) {
    this.city = city;
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
                            + " answers for it.")));
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
                        + ".")));
  }

  private Optional<Organisation> county(String code) {
    return city.divisions()
        .ancestor(code, DivisionLevel.COUNTY)
        .flatMap(county -> city.organisation(OPERATIONS, county.code()));
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
