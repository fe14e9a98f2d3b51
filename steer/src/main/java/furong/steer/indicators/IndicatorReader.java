package furong.steer.indicators;

import furong.base.Notice;
import furong.base.Period;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.indicators.CaseShare;
import furong.indicators.DayCount;
import furong.indicators.DayIndex;
import furong.indicators.DivisionCodes;
import furong.indicators.DivisionDay;
import furong.indicators.IndicatorBook;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.indicators.SupersededValue;
import furong.pack.Category;
import furong.pack.FormDef;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.release.PackVersion;
import furong.release.ReleaseStore;
import furong.serve.Problems;
import furong.steer.indicators.IndicatorViews.DayLine;
import furong.steer.indicators.IndicatorViews.Definition;
import furong.steer.indicators.IndicatorViews.DivisionValue;
import furong.steer.indicators.IndicatorViews.DivisionView;
import furong.steer.indicators.IndicatorViews.Former;
import furong.steer.indicators.IndicatorViews.IndicatorLine;
import furong.steer.indicators.IndicatorViews.LineageView;
import furong.steer.indicators.IndicatorViews.Point;
import furong.steer.indicators.IndicatorViews.ValueView;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads figures and puts them in words; what a controller answers. */
public final class IndicatorReader {

  private final PackBook packs;
  private final CompletenessWords words;
  private final IndicatorBook book;
  private final IndicatorStore store;
  private final CaseIndicators cases;
  private final ReleaseStore releases;
  private final CityProfile city;
  private final InstantSource clock;

  public IndicatorReader(
      PackBook packs,
      IndicatorBook book,
      IndicatorStore store,
      CaseIndicators cases,
      ReleaseStore releases,
      CityProfile city,
      InstantSource clock) {
    this.packs = packs;
    this.words = new CompletenessWords(packs);
    this.book = book;
    this.store = store;
    this.cases = cases;
    this.releases = releases;
    this.city = city;
    this.clock = clock;
  }

  /** An indicator that is computed: its definition and what it is counted of. */
  sealed interface Known {
    IndicatorDef def();
  }

  /** Counted of days by their index. */
  record OfDays(IndicatorDef def, DayCount count, DayIndex index) implements Known {}

  /** Counted of cases. */
  record OfCases(IndicatorDef def, CaseShare share) implements Known {}

  Result<Known> known(String id) {
    Optional<IndicatorDef> def = packs.findIndicator(id);
    Optional<DayCount> count = book.findCount(id);
    Optional<DayIndex> index = count.flatMap(c -> book.findIndex(c.index()));
    Optional<CaseShare> share = cases.find(id);
    if (def.isPresent() && count.isPresent() && index.isPresent()) {
      return Result.ok(new OfDays(def.get(), count.get(), index.get()));
    }
    if (def.isPresent() && share.isPresent()) {
      return Result.ok(new OfCases(def.get(), share.get()));
    }
    return Result.refused(
        Refusal.NOT_FOUND, Notice.of("indicator.unknown", id, "There is no indicator " + id));
  }

  static Result<Period> period(String text) {
    try {
      return Result.ok(Period.parse(text));
    } catch (DateTimeException e) {
      return Result.refused(
          Refusal.INVALID,
          Notice.of(
              "period.wrong",
              "period",
              "A period is 2014, 2014-Q1, 2014-03, 2014-03-09 or 2014-03-09T17"));
    }
  }

  List<IndicatorLine> list() {
    return packs.packs().stream()
        .flatMap(pack ->
            pack.indicators().stream()
                // one without a formula is named by a pack and not computed
                .filter(def -> def.computed() != null || known(def.id()).isOk())
                .map(def ->
                    new IndicatorLine(
                        def.id(),
                        def.title(),
                        pack.id(),
                        def.unit(),
                        def.direction().name(),
                        definition(def),
                        def.levels(),
                        def.computed() != null
                            ? "formula"
                            : counts(Problems.orThrow(known(def.id()))),
                        cycle(def))))
        .toList();
  }

  private static FormDef.@Nullable Cycle cycle(IndicatorDef def) {
    IndicatorDef.Computed computed = def.computed();
    return computed == null ? null : computed.cycle();
  }

  private static Definition definition(IndicatorDef def) {
    return new Definition(
        def.version(),
        def.formula(),
        def.source(),
        def.unit(),
        def.direction().name(),
        def.validity(),
        def.referenceLow(),
        def.referenceHigh());
  }

  /** The figure on record; of a day, or where there is none, worked out from its days. */
  IndicatorValue value(Known known, String division, Period period) {
    return store
        .find(known.def().id(), division, period)
        .orElseGet(() ->
            switch (known) {
              case OfDays of -> value(of, division, period, days(of, division, period));
              case OfCases of -> cases.value(of.share(), division, period);
            });
  }

  private IndicatorValue value(OfDays of, String division, Period period, List<DivisionDay> days) {
    return of.count().value(division, period, days, of.index(), clock.instant(), city.zone());
  }

  List<DivisionDay> days(OfDays known, String division, Period period) {
    return store.days(known.count().index(), division, period.first(), period.last());
  }

  ValueView view(Known known, IndicatorValue v) {
    List<SupersededValue> past = store.superseded(v.indicator(), v.division(), v.period());
    Optional<Long> release = releases.numberAt(known.def().pack(), v.computedAt());
    return new ValueView(
        v.indicator(),
        known.def().title(),
        definition(known.def()),
        division(v.division()),
        v.period().text(),
        v.value(),
        blankToNull(v.reason()),
        v.numerator(),
        v.denominator(),
        words.of(counts(known), v.completeness()),
        v.ruleSets(),
        v.computedAt(),
        release.orElse(null),
        release
            .flatMap(number -> releases.findVersion(known.def().pack(), number))
            .map(PackVersion::from)
            .orElse(null),
        v.simulated(),
        new LineageView(
            lineageHref(v.indicator(), v.division(), v.period().text()),
            counts(known),
            v.lineage().days(),
            v.lineage().stations(),
            v.lineage().observations()),
        past.stream().map(IndicatorReader::former).toList());
  }

  private static Former former(SupersededValue s) {
    return new Former(
        s.old().value(),
        s.old().numerator(),
        s.old().denominator(),
        s.old().computedAt(),
        s.replacedAt(),
        s.why(),
        s.old().definition());
  }

  /** What an indicator is counted of, in a word. */
  private static String counts(Known known) {
    return known instanceof OfCases ? "cases" : "days";
  }

  /** Why there is no value where nothing was counted. */
  private static String nothing(Known known) {
    return known instanceof OfCases ? "no-cases" : "no-observations";
  }

  Point point(Known known, IndicatorValue v) {
    return new Point(
        v.period().text(),
        v.value(),
        blankToNull(v.reason()),
        v.numerator(),
        v.denominator(),
        words.of(counts(known), v.completeness()),
        v.ruleSets(),
        v.simulated());
  }

  /**
   * Values of years or months on record; others are counted now: of days of the index each day and
   * quarter, of cases also each hour.
   */
  List<Point> series(Known known, String division, FormDef.Cycle step, Period from, Period to) {
    String id = known.def().id();
    List<IndicatorValue> values =
        switch (step) {
          case YEAR, MONTH ->
              withGaps(
                  known,
                  division,
                  step,
                  store
                      .series(
                          id,
                          division,
                          step.of(from.start()).text().length(),
                          step.of(from.start()).text(),
                          step.of(to.last()).text())
                      .stream()
                      .filter(v -> step.fits(v.period())) // a quarter's text has a month's length
                      .toList());
          case QUARTER, DAY, HOUR ->
              switch (known) {
                case OfDays of -> ofDays(of, division, step, from, to);
                case OfCases of -> cases.series(of.share(), division, step, from, to);
              };
        };
    return values.stream().map(v -> point(known, v)).toList();
  }

  /**
   * Periods between two others that nothing was counted in have no row: they stand with a reason,
   * so that a chart's axis is even and a table says that there was nothing to divide by.
   */
  private List<IndicatorValue> withGaps(
      Known known, String division, FormDef.Cycle step, List<IndicatorValue> kept) {
    List<IndicatorValue> all = new ArrayList<>();
    for (IndicatorValue next : kept) {
      if (!all.isEmpty()) {
        for (Period at = step.after(all.getLast().period());
            at.start().isBefore(next.period().start());
            at = step.after(at)) {
          all.add(
              switch (known) {
                case OfDays of -> value(of, division, at, List.of());
                case OfCases of -> cases.none(of.share(), division, at);
              });
        }
      }
      all.add(next);
    }
    return all;
  }

  private List<IndicatorValue> ofDays(
      OfDays of, String division, FormDef.Cycle step, Period from, Period to) {
    Map<Period, List<DivisionDay>> byPeriod = new LinkedHashMap<>();
    store
        .days(of.count().index(), division, from.first(), to.last())
        .forEach(
            day -> byPeriod.computeIfAbsent(step.of(day.day()), p -> new ArrayList<>()).add(day));
    return byPeriod.entrySet().stream()
        .map(e -> value(of, division, e.getKey(), e.getValue()))
        .toList();
  }

  /** The values of the divisions right below one, also of those that have none. */
  List<DivisionValue> divisions(Known known, String parent, Period period) {
    List<Division> children = city.history().in(period).children(parent);
    List<String> codes = children.stream().map(Division::code).toList();
    Map<String, IndicatorValue> values =
        store.of(known.def().id(), codes, period).stream()
            .collect(Collectors.toMap(IndicatorValue::division, v -> v));
    if (!FormDef.Cycle.YEAR.fits(period) && !FormDef.Cycle.MONTH.fits(period)) {
      codes.forEach(code -> values.put(code, value(known, code, period)));
    }
    return children.stream()
        .map(child -> {
          @Nullable IndicatorValue v = values.get(child.code());
          return new DivisionValue(
              new DivisionView(child.code(), child.name(), child.level()),
              child.code(),
              child.name(),
              v == null ? null : v.value(),
              v == null ? nothing(known) : blankToNull(v.reason()),
              v == null ? 0 : v.numerator(),
              v == null ? 0 : v.denominator(),
              v == null ? List.of() : v.ruleSets(),
              v != null && v.simulated());
        })
        .toList();
  }

  DayLine line(OfDays known, DivisionDay d) {
    Optional<Category> category =
        packs
            .findIndex(d.index())
            .flatMap(index ->
                index.categories().stream().filter(c -> c.code().equals(d.category())).findFirst());
    return new DayLine(
        d.day().toString(),
        d.value(),
        category.map(Category::title).orElse(null),
        blankToNull(d.category()),
        d.valid() ? known.count().counts(d) : null,
        d.valid(),
        blankToNull(d.reason()),
        d.ruleSet(),
        d.primary(),
        d.inputs(),
        d.stations(),
        d.observations(),
        d.simulated(),
        lineageHref(known.count().id(), d.division(), d.day().toString()));
  }

  private static String lineageHref(String id, String division, String period) {
    return "/api/indicators/" + id + "/lineage?division=" + division + "&period=" + period;
  }

  /** The name of a division; a code of another city keeps its code as its name. */
  DivisionView division(String code) {
    return city.history()
        .find(code)
        .map(d -> new DivisionView(d.code(), d.name(), d.level()))
        .orElseGet(() -> new DivisionView(code, Text.of(code, code), DivisionCodes.level(code)));
  }

  private static @Nullable String blankToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
