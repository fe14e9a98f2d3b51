package furong.steer.reported;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.pack.FormDef;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.plan.DispatchStore;
import furong.plan.Origin;
import furong.plan.Supervised;
import furong.reported.Checkup;
import furong.reported.Checkup.Dimension;
import furong.reported.Checkup.Item;
import furong.reported.Diagnosis;
import furong.reported.Diagnosis.Finding;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import furong.serve.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The health check of a division in a year: what is known, what ails it by rule, and what is done
 * about it.
 */
@Component
class CheckupReader {

  /** The evaluation looks back five years (五年一评估). */
  static final int TREND_YEARS = 5;

  /** What is known of an indicator. */
  enum Known {
    ESTABLISHED(Text.of("已掌握", "Known")),
    TO_REPORT(Text.of("待填报审定", "To be reported")),
    NO_FORMULA(Text.of("公式尚未确定", "No formula established"));

    private final Text title;

    Known(Text title) {
      this.title = title;
    }

    Text title() {
      return title;
    }
  }

  /**
   * An indicator of the check in the division and year.
   *
   * @param years values by year, this one and those that the trend looks back on
   * @param task what was set going about its ailments; empty when nothing was
   * @param lastTask the same of the year before: whether it helped is what this year says
   */
  record Reading(
      Item item,
      Known known,
      TreeMap<String, Double> years,
      @Nullable Double value,
      @Nullable Double before,
      boolean simulated,
      List<Finding> findings,
      Optional<Supervised> task,
      Optional<Supervised> lastTask) {}

  /** The readings of one dimension. */
  record Part(Dimension dimension, List<Reading> readings) {}

  private final Supplier<Checkup> checkup;
  private final FormulaBook formulas;
  private final FormulaStore values;
  private final DispatchStore tasks;
  private final CityProfile city;

  CheckupReader(
      Supplier<Checkup> checkup,
      FormulaBook formulas,
      FormulaStore values,
      DispatchStore tasks,
      CityProfile city) {
    this.checkup = checkup;
    this.formulas = formulas;
    this.values = values;
    this.tasks = tasks;
    this.city = city;
  }

  /** The system of the check; a refusal where no pack gives one. */
  Checkup system() {
    Checkup system = checkup.get();
    if (system.isNone()) {
      throw Problems.refuse(Refusal.NOT_FOUND, "checkup.none", "No pack gives a health check");
    }
    return system;
  }

  List<Part> parts(String division, Period year) {
    Peers peers = peers(division, year);
    Tasks going =
        new Tasks(about(year, division), about(FormDef.Cycle.YEAR.yearBefore(year), division));
    return system().dimensions().stream()
        .map(d ->
            new Part(
                d,
                d.items().stream()
                    .map(item -> reading(item, division, year, peers, going))
                    .toList()))
        .toList();
  }

  /** Supervised items by indicator. */
  private record Tasks(Map<String, Supervised> now, Map<String, Supervised> last) {
    static final Tasks NONE = new Tasks(Map.of(), Map.of());
  }

  private Map<String, Supervised> about(Period year, String division) {
    return tasks.about(year.text(), division).stream()
        .collect(
            Collectors.toMap(
                s -> Objects.requireNonNull(s.origin()).indicator(), s -> s, (a, b) -> b));
  }

  /** One indicator; empty when the check has none of this id. */
  Optional<Reading> reading(Origin of) {
    Period year = Period.parse(of.year());
    return system().dimensions().stream()
        .flatMap(d -> d.items().stream())
        .filter(item -> item.indicator().id().equals(of.indicator()))
        .map(item -> reading(item, of.division(), year, peers(of.division(), year), Tasks.NONE))
        .findFirst();
  }

  private Reading reading(Item item, String division, Period year, Peers peers, Tasks going) {
    IndicatorDef def = item.indicator();
    TreeMap<String, Double> years = new TreeMap<>();
    boolean simulated = false;
    for (FormulaValue one : series(def, division, year)) {
      Double value = one.value();
      if (value != null) {
        years.put(one.period().text(), value);
        simulated |= one.simulated();
      }
    }
    @Nullable Double value = years.get(year.text());
    List<Double> earlier = earlier(years, year);
    List<Double> others =
        Diagnosis.asksForPeers(item, value) ? values(def, peers, year) : List.of();
    Known known =
        value != null
            ? Known.ESTABLISHED
            : formulas.find(def.id()).isPresent() ? Known.TO_REPORT : Known.NO_FORMULA;
    return new Reading(
        item,
        known,
        years,
        value,
        earlier.isEmpty() ? null : earlier.getFirst(),
        simulated,
        Diagnosis.of(item, value, earlier, others),
        Optional.ofNullable(going.now().get(def.id())),
        Optional.ofNullable(going.last().get(def.id())));
  }

  /** Of the year and those before that the trend looks at. */
  private List<FormulaValue> series(IndicatorDef def, String division, Period year) {
    String first = Integer.toString(year.first().getYear() - TREND_YEARS);
    return values.series(def.id(), division, first, year.text());
  }

  /** Of the years before, the newest first, as far as there is no gap. */
  private static List<Double> earlier(Map<String, Double> years, Period period) {
    List<Double> earlier = new ArrayList<>();
    int year = period.first().getYear() - 1;
    for (Double v = years.get(Integer.toString(year));
        v != null;
        v = years.get(Integer.toString(--year))) {
      earlier.add(v);
    }
    return earlier;
  }

  /** The divisions right below, as they were in the year. */
  List<Division> below(String division, Period year) {
    return city.history().in(year).children(division);
  }

  /** The year's values of these divisions that are known, by code. */
  Map<String, FormulaValue> values(String indicator, List<Division> divisions, Period year) {
    List<String> codes = divisions.stream().map(Division::code).toList();
    Map<String, FormulaValue> known = new HashMap<>();
    for (FormulaValue one : values.of(indicator, codes, year)) {
      if (one.value() != null) {
        known.put(one.division(), one);
      }
    }
    return known;
  }

  /** Codes of the divisions beside one, and of the others of its whole level. */
  private record Peers(List<String> sisters, List<String> level) {}

  private Peers peers(String division, Period period) {
    Divisions divisions = city.history().in(period);
    Optional<Division> here = divisions.find(division).filter(d -> !d.parent().isEmpty());
    return here.map(d ->
            new Peers(
                others(divisions.children(d.parent()), division),
                others(divisions.list(d.level()), division)))
        .orElse(new Peers(List.of(), List.of()));
  }

  private static List<String> others(List<Division> divisions, String except) {
    return divisions.stream().map(Division::code).filter(code -> !code.equals(except)).toList();
  }

  /** Those beside; where too few of them have any, those of the whole level. */
  private List<Double> values(IndicatorDef def, Peers peers, Period period) {
    List<Double> sisters = known(def, peers.sisters(), period);
    return Diagnosis.enough(sisters) ? sisters : known(def, peers.level(), period);
  }

  private List<Double> known(IndicatorDef def, List<String> divisions, Period period) {
    return values.of(def.id(), divisions, period).stream()
        .map(FormulaValue::value)
        .filter(Objects::nonNull)
        .toList();
  }
}
