package furong.serve.city;

import furong.base.DivisionLevel;
import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.observe.Catalogue;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.city.CityViews.CityView;
import furong.serve.city.CityViews.DivisionLine;
import furong.serve.city.CityViews.DivisionRef;
import furong.serve.city.CityViews.DivisionView;
import furong.serve.city.CityViews.OrganisationView;
import furong.serve.city.CityViews.OverlayRef;
import furong.serve.city.CityViews.OverlayView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The city, its divisions and its organisations. Read only: they are data of the profile. */
@RestController
@RequestMapping("/api")
@Tag(name = "city", description = "行政区划与组织机构 Divisions and organisations")
public class CityController {

  private final CityProfile city;
  private final Catalogue catalogue;
  private final InstalledPacks packs;

  CityController(CityProfile city, Catalogue catalogue, InstalledPacks packs) {
    this.city = city;
    this.catalogue = catalogue;
    this.packs = packs;
  }

  @GetMapping("/city")
  @Operation(summary = "城市概况 The city, its functional areas and its scene packs")
  CityView city() {
    Division root = city.divisions().root();
    return new CityView(
        city.id(),
        city.name(),
        city.zone().getId(),
        CityViews.point(root.centre()),
        CityViews.box(root.bounds()),
        root.code(),
        city.overlays().stream()
            .map(o -> new OverlayView(o.id(), o.name(), sorted(o.streets()), o.source()))
            .toList(),
        packs.list(),
        catalogue.things().stream().anyMatch(Catalogue.ObservingThing::simulated));
  }

  private static List<String> sorted(Iterable<String> codes) {
    return java.util.stream.StreamSupport.stream(codes.spliterator(), false).sorted().toList();
  }

  @GetMapping("/divisions/{code}")
  @Operation(
      summary =
          "区划详情 One division with its path and children; retired codes lead to their successor")
  DivisionView division(
      @PathVariable String code,
      @Parameter(description = "as of a day of the past: what merged or split since is as it was")
          @RequestParam(required = false)
          @Nullable LocalDate on) {
    Divisions all = on == null ? city.divisions() : city.history().on(on);
    Division d = on == null ? get(code) : then(code, on);
    return new DivisionView(
        d.code(),
        d.name(),
        d.level(),
        d.synthetic(),
        city.jurisdiction(d.code())
            .map(o -> new OverlayRef(o.id(), o.name().zh(), o.name().en()))
            .orElse(new OverlayRef("", "", "")),
        all.path(d.code()).stream().map(DivisionRef::of).toList(),
        all.children(d.code()).stream().map(child -> DivisionLine.of(child, all)).toList(),
        CityViews.point(d.centre()),
        CityViews.box(d.bounds()),
        city.history().began(d.code()).map(DivisionHistory.Change::on).orElse(null),
        city.history().ended(d.code()).map(DivisionHistory.Change::on).orElse(null),
        city.history().ended(d.code()).map(DivisionHistory.Change::others).orElse(List.of()));
  }

  /** On a day, by the code of any time. */
  private Division then(String code, LocalDate on) {
    Divisions all = city.history().on(on);
    return all.find(code)
        .or(() -> all.find(city.history().codeOn(city.currentCode(code), on)))
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.NOT_FOUND,
                "division.unknown",
                "There was no division " + code + " here on " + on));
  }

  @GetMapping("/divisions")
  @Operation(summary = "查询区划 Divisions by name or code, level and place in the tree")
  ResponseEntity<?> divisions(
      @Parameter(description = "part of the name in either language, or the beginning of a code")
          @RequestParam(defaultValue = "")
          String q,
      @RequestParam(required = false) @Nullable DivisionLevel level,
      @Parameter(description = "only children of this division") @RequestParam(defaultValue = "")
          String parent,
      @Parameter(description = "as of a day of the past") @RequestParam(required = false)
          @Nullable LocalDate on,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @Parameter(description = "json (a page), or csv or geojson (everything found)")
          @RequestParam(defaultValue = "json")
          String format) {
    Divisions all = on == null ? city.divisions() : city.history().on(on);
    String wanted = q.strip().toLowerCase(Locale.ROOT);
    Stream<Division> from =
        parent.isEmpty()
            ? all.list().stream()
            : all.children((on == null ? get(parent) : then(parent, on)).code()).stream();
    List<Division> found =
        from.filter(d -> level == null || d.level() == level)
            .filter(d -> wanted.isEmpty() || matches(d, wanted))
            .toList();
    return switch (format) {
      case "json" ->
          ResponseEntity.ok(
              Lists.page(found.stream().map(d -> DivisionLine.of(d, all)).toList(), page, size));
      case "csv" -> csv(found);
      case "geojson" -> GeoJson.of(found, all);
      default -> throw format(format);
    };
  }

  private static ResponseEntity<byte[]> csv(List<Division> found) {
    return Lists.csv(
        "divisions.csv",
        List.of("code", "level", "zh", "en", "parent", "synthetic", "lng", "lat"),
        found.stream()
            .map(d ->
                List.of(
                    d.code(),
                    d.level().name(),
                    d.name().zh(),
                    d.name().en(),
                    d.parent(),
                    Boolean.toString(d.synthetic()),
                    Double.toString(d.centre().lng()),
                    Double.toString(d.centre().lat())))
            .toList());
  }

  @GetMapping("/organisations")
  @Operation(
      summary =
          "组织机构 Who answers for a place: its own organisations, those above it, those below it")
  ResponseEntity<?> organisations(
      @Parameter(
              description =
                  "those that serve this division, one above it or one below it; nearest first")
          @RequestParam(defaultValue = "")
          String division,
      @RequestParam(required = false) @Nullable DivisionLevel level,
      @RequestParam(defaultValue = "") String duty,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Divisions all = city.divisions();
    String wanted = q.strip().toLowerCase(Locale.ROOT);
    Stream<Organisation> some =
        city.organisations().stream()
            .filter(o -> level == null || o.level() == level)
            .filter(o -> duty.isEmpty() || o.duty().equals(duty))
            .filter(o -> wanted.isEmpty() || matches(o.name(), wanted));
    if (!division.isEmpty()) {
      Division at = get(division);
      some =
          some.filter(o -> related(o, at.code()))
              .sorted(
                  Comparator.comparingInt(
                      o -> Math.abs(o.level().ordinal() - at.level().ordinal())));
    }
    List<Organisation> found = some.toList();
    return switch (format) {
      case "json" ->
          ResponseEntity.ok(
              Lists.page(
                  found.stream().map(o -> OrganisationView.of(o, all)).toList(), page, size));
      case "csv" ->
          Lists.csv(
              "organisations.csv",
              List.of("id", "zh", "en", "level", "division", "duty"),
              found.stream()
                  .map(o ->
                      List.of(
                          o.id(),
                          o.name().zh(),
                          o.name().en(),
                          o.level().name(),
                          o.division(),
                          o.duty()))
                  .toList());
      default -> throw format(format);
    };
  }

  private static boolean related(Organisation organisation, String code) {
    return Divisions.isWithin(code, organisation.division())
        || Divisions.isWithin(organisation.division(), code);
  }

  private static boolean matches(Division division, String wanted) {
    return division.code().startsWith(wanted) || matches(division.name(), wanted);
  }

  private static boolean matches(furong.base.Text name, String wanted) {
    return name.zh().contains(wanted) || name.en().toLowerCase(Locale.ROOT).contains(wanted);
  }

  private Division get(String code) {
    Optional<Division> found = city.divisions().find(city.currentCode(code));
    return found.orElseThrow(() ->
        Problems.refuse(
            Refusal.NOT_FOUND, "division.unknown", "There is no division " + code + " here"));
  }

  private static RuntimeException format(String format) {
    return Problems.refuse(
        Refusal.INVALID, "format.unknown", "\"" + format + "\" is not offered; json or csv is");
  }

  /** For {@link GeoJson}: what of a division stands in a feature's properties. */
  static Map<String, Object> properties(Division d) {
    return Map.of(
        "code", d.code(),
        "level", d.level(),
        "name", d.name(),
        "parent", d.parent(),
        "synthetic", d.synthetic());
  }
}
