package furong.serve.alerts;

import furong.base.Mean;
import furong.base.Period;
import furong.base.Text;
import furong.cases.Alert;
import furong.city.CityProfile;
import furong.detect.PastFigures.Dated;
import furong.indicators.FigureSource;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.observe.Observation;
import furong.pack.Index;
import furong.pack.IndexItem;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.pack.RuleInput;
import furong.pack.RuleMember;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The curve beside an alert: what the sensor said before, during and after. */
@Component
public class AlertSeries {

  /** A day before shows what is usual at each hour. */
  private static final Duration BEFORE = Duration.ofDays(1);

  /** A few hours after show that it is over. */
  private static final Duration AFTER = Duration.ofHours(3);

  /** More points than a chart has pixels say nothing more. */
  private static final int MAX_POINTS = 2_000;

  /** An alert page shows three curves at most: more say less. */
  private static final int MAX_CURVES = 3;

  private static final long HOUR_MS = 3_600_000L;

  /** Functions whose value lies on the curve of the readings, so that a threshold does, too. */
  private static final Set<String> ON_CURVE = Set.of("last", "mean", "min", "max", "quantile");

  /**
   * A curve.
   *
   * @param property id of the property, or the call of the index
   * @param datastream 0 for an index, which is computed from several
   * @param points Unix ms and value, in {@code unit}
   * @param threshold null when the rule does not hold this value against a single number
   */
  public record Series(
      String property,
      Text title,
      String unit,
      long datastream,
      List<double[]> points,
      @Nullable Double threshold) {}

  private final Catalogue catalogue;
  private final History history;
  private final PackBook packs;
  private final AlertRules rules;
  private final List<FigureSource> figures;
  private final ZoneId zone;
  private final InstantSource time;

  AlertSeries(
      Catalogue catalogue,
      History history,
      PackBook packs,
      AlertRules rules,
      ObjectProvider<FigureSource> figures,
      CityProfile city,
      InstantSource time) {
    this.catalogue = catalogue;
    this.history = history;
    this.packs = packs;
    this.rules = rules;
    this.figures = figures.stream().toList();
    this.zone = city.zone();
    this.time = time;
  }

  /** The curves of what the rule looked at around an alert, what its level hangs on first. */
  List<Series> around(Alert alert) {
    List<Series> curves = new ArrayList<>();
    Set<String> drawn = new HashSet<>();
    for (RuleInput input : rules.watched(alert)) {
      boolean index = input.function().equals(RuleInput.INDEX);
      String key = index ? input.name() : input.property();
      if (!key.isEmpty() && curves.size() < MAX_CURVES && drawn.add(key)) {
        (index ? index(alert, input) : property(alert, input)).ifPresent(curves::add);
      }
    }
    figures(alert, curves);
    if (curves.isEmpty()) {
      members(alert, curves);
    }
    if (curves.isEmpty()) {
      silent(alert, curves);
    }
    return curves;
  }

  /** Of a rule across things: what those said that it quotes, the highest values first. */
  private void members(Alert alert, List<Series> curves) {
    Set<String> drawn = new HashSet<>();
    alert.inputs().entrySet().stream()
        .filter(e -> RuleMember.thing(e.getKey()) != 0)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .filter(e -> drawn.size() < MAX_CURVES)
        .forEach(e ->
            rules
                .member(alert, e.getKey())
                .flatMap(m -> member(alert, m, RuleMember.thing(e.getKey())))
                .filter(s -> drawn.add(s.datastream() + "/" + s.property()))
                .ifPresent(curves::add));
  }

  private Optional<Series> member(Alert alert, RuleMember member, long thing) {
    RuleInput shown = member.shown();
    Optional<String> named =
        shown.property().isEmpty()
            ? member.needs().properties().stream().findFirst()
            : Optional.of(shown.property());
    Optional<Property> property = named.flatMap(packs::findProperty);
    Optional<DatastreamInfo> datastream = named.flatMap(p -> datastream(thing, p));
    if (property.isEmpty() || datastream.isEmpty()) {
      return Optional.empty();
    }
    String name = catalogue.thing(thing).map(ObservingThing::name).orElse(Long.toString(thing));
    Text title = property.get().title();
    return Optional.of(
        new Series(
            property.get().id(),
            Text.of(name + " · " + title.zh(), name + " · " + title.en()),
            property.get().symbol(),
            datastream.get().id(),
            points(datastream.get(), alert, 0),
            ON_CURVE.contains(shown.function()) ? boxed(rules.threshold(alert, member)) : null));
  }

  /** Of a rule on indicators: each figure of the period from when it was known. */
  private void figures(Alert alert, List<Series> curves) {
    LocalDate day = alert.openedAt().atZone(zone).toLocalDate();
    for (RuleInput input : rules.watched(alert)) {
      for (IndicatorDef.In in : IndicatorDef.In.values()) {
        if (in.function().equals(input.function()) && curves.size() < MAX_CURVES) {
          AlertRules.indicator(input)
              .flatMap(packs::findIndicator)
              .flatMap(def -> figure(alert, input, def, in.period(day)))
              .ifPresent(curves::add);
        }
      }
    }
  }

  private Optional<Series> figure(
      Alert alert, RuleInput input, IndicatorDef indicator, Period period) {
    List<double[]> points =
        figures.stream()
            .filter(source -> source.keeps(indicator))
            .flatMap(s -> s.versions(indicator.id(), List.of(alert.division()), period).stream())
            .sorted(Comparator.comparingLong(Dated::atMs))
            .map(d -> new double[] {d.atMs(), d.figure().value()})
            .filter(p -> Double.isFinite(p[1]))
            .toList();
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Series(
                input.name(),
                input.title(),
                input.symbol(),
                0,
                points,
                boxed(rules.threshold(alert, input))));
  }

  /** Of a rule that looks at no value, such as silence: what the thing said until then. */
  private void silent(Alert alert, List<Series> curves) {
    for (DatastreamInfo d : catalogue.datastreamsOf(alert.thing())) {
      Optional<Property> property = packs.findProperty(d.property());
      if (property.isPresent() && curves.size() < MAX_CURVES) {
        curves.add(
            new Series(
                d.property(),
                property.get().title(),
                property.get().symbol(),
                d.id(),
                points(d, alert, 0),
                null));
      }
    }
  }

  private Optional<Series> property(Alert alert, RuleInput input) {
    Optional<Property> property = packs.findProperty(input.property());
    Optional<DatastreamInfo> datastream = datastream(alert.thing(), input.property());
    if (property.isEmpty() || datastream.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble threshold =
        ON_CURVE.contains(input.function())
            ? rules.threshold(alert, input)
            : OptionalDouble.empty();
    return Optional.of(
        new Series(
            input.property(),
            property.get().title(),
            property.get().symbol(),
            datastream.get().id(),
            points(datastream.get(), alert, 0),
            boxed(threshold)));
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private Optional<DatastreamInfo> datastream(long thing, String property) {
    return catalogue.datastreamsOf(thing).stream()
        .filter(d -> d.property().equals(property))
        .findFirst();
  }

  /** The index at each instant at which one of its properties was heard, as the rule sees it. */
  private Optional<Series> index(Alert alert, RuleInput input) {
    Optional<Index> found =
        packs.findPack(alert.pack()).stream()
            .flatMap(p -> p.indexes().stream())
            .filter(i -> (i.call() + "()").equals(input.name()))
            .findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Index index = found.get();
    Map<String, List<double[]>> readings = new HashMap<>();
    TreeSet<Long> instants = new TreeSet<>();
    for (String property : index.properties()) {
      datastream(alert.thing(), property)
          .ifPresent(d -> {
            List<double[]> points = points(d, alert, HOUR_MS);
            points.forEach(p -> instants.add((long) p[0]));
            readings.put(property, points);
          });
    }
    List<double[]> curve = new ArrayList<>();
    for (long instant : instants) {
      LocalDate day = Instant.ofEpochMilli(instant).atZone(zone).toLocalDate();
      Map<String, Double> means = new HashMap<>();
      for (IndexItem item : index.ruleSets().get(index.ruleSetAt(day)).items()) {
        Mean mean = packs.findProperty(item.property()).map(Property::mean).orElse(Mean.ARITHMETIC);
        means.put(item.key(), of(mean, readings.getOrDefault(item.property(), List.of()), instant));
      }
      Integer value = index.evaluate(day, means).value();
      if (value != null) {
        curve.add(new double[] {instant, value});
      }
    }
    return curve.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Series(
                index.call(), index.title(), "", 0, curve, boxed(rules.threshold(alert, input))));
  }

  /** Mean of the hour that ends at {@code end}. Costs a walk over the points: some hundred. */
  private static double of(Mean mean, List<double[]> points, long end) {
    double[] steps =
        points.stream()
            .filter(p -> p[0] > end - HOUR_MS && p[0] <= end)
            .mapToDouble(p -> mean.step(p[1]))
            .toArray();
    return mean.of(Arrays.stream(steps).sum(), steps.length);
  }

  private List<double[]> points(DatastreamInfo d, Alert alert, long earlierMs) {
    Instant end = alert.clearedAt() == null ? time.instant() : alert.clearedAt().plus(AFTER);
    List<Observation> found =
        history.read(
            new History.Query(
                d.id(),
                alert.openedAt().minus(BEFORE).toEpochMilli() - earlierMs,
                end.toEpochMilli() + 1,
                MAX_POINTS,
                0,
                false));
    List<double[]> points = new ArrayList<>(found.size());
    for (Observation o : found) {
      double value = o.value() * d.factor() + d.offset();
      if (Double.isFinite(value)) {
        points.add(new double[] {o.timeMs(), value});
      }
    }
    return points;
  }
}
