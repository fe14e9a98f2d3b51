package furong.serve.alerts;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.observe.Observation;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.Param;
import furong.pack.Property;
import furong.pack.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

  /** A rule that holds one property against one parameter: {@code last(pm25) > params.floor}. */
  private static final Pattern COMPARISON =
      Pattern.compile("(?:last\\()?([a-z][a-z0-9_]*)\\)?\\s*[<>]=?\\s*params\\.([a-z0-9_]+)");

  /**
   * A curve.
   *
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
  private final InstantSource time;

  AlertSeries(Catalogue catalogue, History history, PackBook packs, InstantSource time) {
    this.catalogue = catalogue;
    this.history = history;
    this.packs = packs;
    this.time = time;
  }

  /** The curve of a property around an alert; null when the thing has no such datastream. */
  @Nullable Series around(Alert alert, Property property) {
    Optional<DatastreamInfo> datastream =
        catalogue.datastreamsOf(alert.thing()).stream()
            .filter(d -> d.property().equals(property.id()))
            .findFirst();
    if (datastream.isEmpty()) {
      return null;
    }
    DatastreamInfo d = datastream.get();
    Instant end = alert.clearedAt() == null ? time.instant() : alert.clearedAt().plus(AFTER);
    List<Observation> found =
        history.read(
            new History.Query(
                d.id(),
                alert.openedAt().minus(BEFORE).toEpochMilli(),
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
    return new Series(
        property.id(),
        property.title(),
        property.symbol(),
        d.id(),
        points,
        threshold(alert, property));
  }

  /** The parameter that this property is held against at the alert's level; null when none is. */
  private @Nullable Double threshold(Alert alert, Property property) {
    Optional<Pack> pack = packs.findPack(alert.pack());
    Optional<Rule> rule = packs.findRule(alert.rule());
    if (pack.isEmpty() || rule.isEmpty()) {
      return null;
    }
    Level level = alert.level();
    for (Rule.RuleLevel one : rule.get().levels()) {
      if (one.level() == level) {
        Matcher comparison = COMPARISON.matcher(one.when().text());
        while (comparison.find()) {
          if (comparison.group(1).equals(property.name())) {
            return pack.get().param(comparison.group(2)).map(Param::value).orElse(null);
          }
        }
      }
    }
    return null;
  }
}
