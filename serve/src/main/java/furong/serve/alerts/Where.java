package furong.serve.alerts;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where something is, as documents say it; and what part of the city a request is about. */
public final class Where {

  /** One step of the way down from the city. */
  public record Step(String code, Text name, DivisionLevel level) {}

  /** A division with the way to it. */
  public record Place(String code, Text name, List<Step> path) {}

  private Where() {}

  /** A division as documents show it; a code that the city does not know is its own name. */
  public static Place place(CityProfile city, String code) {
    List<Division> path = city.divisions().path(city.currentCode(code));
    Text name = path.isEmpty() ? Text.of(code, code) : path.getLast().name();
    return new Place(
        code, name, path.stream().map(d -> new Step(d.code(), d.name(), d.level())).toList());
  }

  /** The divisions that a list is about: the one asked for, if the caller may see it, else all. */
  public static List<String> asked(Caller caller, CityProfile city, @Nullable String division) {
    if (division == null || division.isBlank()) {
      return caller.user().scope().divisions();
    }
    String code = city.currentCode(division);
    Problems.orThrow(Rights.mayRead(caller.user(), code));
    return List.of(code);
  }
}
