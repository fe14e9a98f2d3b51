package furong.steer.reported;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.indicators.IndicatorStore;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.people.Caller;
import furong.people.Rights;
import furong.release.PackVersion;
import furong.release.ReleaseStore;
import furong.reported.Counts;
import furong.reported.FormBook;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import furong.reported.QuietCounts;
import furong.reported.Reported;
import furong.reported.ReportedStore;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.reported.FormViews.DivisionView;
import furong.steer.reported.FormViews.ReportedView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Values of formulas with the way down to who reported what, and to alerts and things. */
@RestController
@RequestMapping("/api/formulas")
@Tag(name = "checkup")
public class FormulaController {

  /** Divisions behind a figure that fit on a screen; the form's export has them all. */
  private static final int BEHIND = 200;

  private static final Map<String, Text> FACTS =
      Map.of("area", Text.of("区划面积", "Area"), "people", Text.of("区划人口", "People"));

  /**
   * A reported figure of one division behind a value.
   *
   * @param form that asked it: its sheet of this division and period has all versions
   */
  public record BehindView(
      DivisionView division, String figure, Text title, String form, ReportedView reported) {}

  /**
   * @param unit empty where the id says it, such as of facts of a division
   * @param formula whether it is a formula itself
   * @param numerator of an indicator as it stands now; null of everything else
   */
  public record InputView(
      String kind,
      String id,
      Text title,
      String unit,
      boolean formula,
      @Nullable Double value,
      @Nullable Double numerator,
      @Nullable Double denominator,
      int count,
      int expected) {}

  /**
   * @param definition version of the definition that it was computed by
   */
  public record PastView(
      @Nullable Double value, Instant replacedAt, String why, String definition) {}

  /**
   * A value with everything that it came from.
   *
   * @param quiet whether it is 0 because no alert began though the rules were heard
   * @param release number of the pack's version in this city that was in force when it was computed
   * @param since from when that version is in force
   * @param referenceLow null when no source gives a reference interval
   */
  public record FormulaView(
      String indicator,
      Text title,
      DivisionView division,
      Text formula,
      String unit,
      String definition,
      String source,
      Text validity,
      @Nullable Double referenceLow,
      @Nullable Double referenceHigh,
      @Nullable Double value,
      String reason,
      @Nullable Double numerator,
      @Nullable Double denominator,
      boolean simulated,
      boolean quiet,
      Instant computedAt,
      @Nullable Long release,
      @Nullable Instant since,
      List<InputView> inputs,
      List<BehindView> behind,
      List<PastView> past) {}

  /** An alert or a thing that was counted. */
  public record CountedLine(
      String id, String name, DivisionView division, @Nullable Instant at, boolean simulated) {}

  public record CountedView(List<CountedLine> items, long total, int page, int size) {}

  private final FormulaBook formulas;
  private final FormulaStore values;
  private final QuietCounts quiet;
  private final IndicatorStore indicators;
  private final FormBook forms;
  private final PackBook packs;
  private final ReportedStore reported;
  private final Counts counts;
  private final ReleaseStore releases;
  private final FormViews views;

  FormulaController(
      FormulaBook formulas,
      FormulaStore values,
      QuietCounts quiet,
      IndicatorStore indicators,
      FormBook forms,
      PackBook packs,
      ReportedStore reported,
      Counts counts,
      ReleaseStore releases,
      FormViews views) {
    this.formulas = formulas;
    this.values = values;
    this.quiet = quiet;
    this.indicators = indicators;
    this.forms = forms;
    this.packs = packs;
    this.reported = reported;
    this.counts = counts;
    this.releases = releases;
    this.views = views;
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "公式指标 A value of a formula, its inputs, who reported them, what stood before")
  FormulaView formula(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String division,
      @RequestParam String period) {
    Problems.orThrow(Rights.mayRead(caller.user(), division));
    Period of = FormController.key("", division, period).period();
    Formula formula = formulas.find(id).orElseThrow(() -> none(id));
    FormulaValue value = quiet.find(id, division, of).orElseThrow(() -> none(id));
    IndicatorDef def = formula.indicator();
    Optional<Long> release = releases.numberAt(def.pack(), value.computedAt());
    return new FormulaView(
        id,
        def.title(),
        views.division(division),
        def.formula(),
        def.unit(),
        value.definition(),
        def.source(),
        def.validity(),
        def.referenceLow(),
        def.referenceHigh(),
        value.value(),
        value.reason(),
        value.numerator(),
        value.denominator(),
        value.simulated(),
        quiet.isQuiet(value),
        value.computedAt(),
        release.orElse(null),
        release
            .flatMap(number -> releases.findVersion(def.pack(), number))
            .map(PackVersion::from)
            .orElse(null),
        value.inputs().stream().map(used -> input(used, value)).toList(),
        behind(value),
        values.past(id, division, of).stream()
            .map(p -> new PastView(p.old().value(), p.replacedAt(), p.why(), p.old().definition()))
            .toList());
  }

  private static Problems.ProblemException none(String id) {
    return Problems.refuse(
        Refusal.NOT_FOUND, "formula.none", "There is no value of " + id + " here yet");
  }

  private record Named(Text title, String unit) {}

  private InputView input(FormulaValue.Used used, FormulaValue of) {
    String id = used.id();
    Optional<Named> known =
        switch (used.kind()) {
          case FIGURE -> forms.figure(id).map(f -> new Named(f.title(), f.unit()));
          case INDICATOR -> packs.findIndicator(id).map(i -> new Named(i.title(), i.unit()));
          case ALERTS -> packs.findRule(id).map(r -> new Named(r.title(), "{alert}"));
          case THINGS -> packs.findKind(id).map(k -> new Named(k.title(), "{thing}"));
          case DIVISION -> Optional.ofNullable(FACTS.get(id)).map(title -> new Named(title, ""));
          case OBSERVED -> packs.findProperty(id).map(p -> new Named(p.title(), p.unit()));
        };
    Named named = known.orElse(new Named(Text.of(id, id), ""));
    Parts parts =
        used.kind() == Kind.INDICATOR ? parts(id, of.division(), of.period()) : Parts.NONE;
    return new InputView(
        used.kind().name(),
        id,
        named.title(),
        named.unit(),
        formulas.find(id).isPresent(),
        used.value(),
        parts.numerator(),
        parts.denominator(),
        used.count(),
        used.expected());
  }

  /** What an indicator is divided from. */
  private record Parts(@Nullable Double numerator, @Nullable Double denominator) {
    static final Parts NONE = new Parts(null, null);
  }

  private Parts parts(String id, String division, Period period) {
    return values
        .find(id, division, period)
        .map(v -> new Parts(v.numerator(), v.denominator()))
        .or(() ->
            indicators
                .find(id, division, period)
                .map(v -> new Parts((double) v.numerator(), (double) v.denominator())))
        .orElse(Parts.NONE);
  }

  /** The reported figures right behind a value; those behind another indicator stand with that. */
  private List<BehindView> behind(FormulaValue value) {
    List<BehindView> behind = new ArrayList<>();
    for (FormulaValue.Used used : value.inputs()) {
      if (used.kind() == Kind.FIGURE) {
        for (Reported r : reported.below(used.id(), value.division(), value.period())) {
          if (behind.size() < BEHIND) {
            behind.add(
                new BehindView(
                    views.division(r.division()),
                    r.figure(),
                    forms
                        .figure(r.figure())
                        .map(FigureDef::title)
                        .orElse(Text.of(r.figure(), r.figure())),
                    forms.asking(r.figure()).map(FormDef::id).orElse(""),
                    ReportedView.of(r)));
          }
        }
      }
    }
    return behind;
  }

  @GetMapping("/{id}/counted")
  @Operation(
      summary = "计入的预警与设施 The alerts or things that a value counts",
      description = "`kind` and `input` as the value names them; things as they stand now.")
  ResponseEntity<?> counted(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String division,
      @RequestParam String period,
      @RequestParam Kind kind,
      @RequestParam String input,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.mayRead(caller.user(), division));
    Lists.check(page, size);
    Period of = FormController.key("", division, period).period();
    Input wanted = new Input(kind, input);
    boolean reads =
        (kind == Kind.ALERTS || kind == Kind.THINGS)
            && formulas.find(id).filter(f -> f.inputs().contains(wanted)).isPresent();
    if (!reads) {
      throw Problems.refuse(
          Refusal.NOT_FOUND, "formula.input", id + " counts no " + kind + " " + input);
    }
    if (Lists.isFile(format)) {
      List<CountedLine> all = counted(wanted, division, of, 0, Lists.MAX_EXPORT);
      return Lists.file(format, id + "-counted", CountedLine.class, all);
    }
    long total =
        kind == Kind.ALERTS
            ? counts.alerts(input, division, of).count()
            : counts.things(input, division).count();
    return ResponseEntity.ok(
        new CountedView(counted(wanted, division, of, page * size, size), total, page, size));
  }

  private List<CountedLine> counted(
      Input wanted, String division, Period of, int offset, int limit) {
    return counts.behind(wanted, division, of, offset, limit).stream()
        .map(b ->
            new CountedLine(b.id(), b.name(), views.division(b.division()), b.at(), b.simulated()))
        .toList();
  }
}
