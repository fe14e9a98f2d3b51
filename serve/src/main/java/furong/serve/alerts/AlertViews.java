package furong.serve.alerts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.AlertStep;
import furong.cases.CaseBook;
import furong.cases.CaseBook.RuleInfo;
import furong.city.CityProfile;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.serve.people.Names;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes alerts as documents. */
@Component
public class AlertViews {

  /** The thing that an alert is about. */
  public record ThingView(String id, String name, @Nullable Double lng, @Nullable Double lat) {}

  public record Acknowledged(Text by, Instant at) {}

  /** The open case that keeps an alert quiet. */
  public record Muted(String by, Text reason) {}

  /** One alert in a list. */
  public record AlertView(
      String id,
      String rule,
      String pack,
      Text title,
      int level,
      String state,
      Instant openedAt,
      Instant changedAt,
      @Nullable Instant clearedAt,
      Where.Place division,
      ThingView thing,
      @Nullable Double value,
      @Nullable String unit,
      String reason,
      @Nullable Acknowledged acknowledged,
      @Nullable Muted muted,
      @Nullable String caseId,
      boolean simulated,
      boolean live) {}

  public record HistoryView(Instant at, String kind, int level, String reason) {}

  /** One input of the rule, with the property's name and unit when it is one. */
  public record InputView(String name, Text title, double value, String unit) {}

  /**
   * An alert in full.
   *
   * @param why the harm that the rule warns of
   */
  public record AlertDetail(
      @JsonUnwrapped AlertView alert,
      String packVersion,
      @Nullable Text why,
      @Nullable Text falseAlarms,
      String reference,
      Map<String, Double> inputs,
      List<InputView> inputDetails,
      List<HistoryView> history,
      AlertSeries.@Nullable Series series) {}

  private final CityProfile city;
  private final Catalogue catalogue;
  private final CaseBook book;
  private final PackBook packs;
  private final Names names;

  AlertViews(CityProfile city, Catalogue catalogue, CaseBook book, PackBook packs, Names names) {
    this.city = city;
    this.catalogue = catalogue;
    this.book = book;
    this.packs = packs;
    this.names = names;
  }

  /** One alert as lists and live events show it. */
  public AlertView view(Alert a) {
    Optional<ObservingThing> thing = catalogue.thing(a.thing());
    Optional<Property> watched = watched(a);
    @Nullable Double value = watched.map(p -> input(a, p)).orElse(null);
    @Nullable String by = a.acknowledgedBy();
    @Nullable Instant at = a.acknowledgedAt();
    return new AlertView(
        a.id(),
        a.rule(),
        a.pack(),
        title(a),
        a.level().number(),
        a.open() ? "OPEN" : "CLEARED",
        a.openedAt(),
        a.changedAt(),
        a.clearedAt(),
        Where.place(city, a.division()),
        thing(a.thing(), thing),
        value,
        watched.map(Property::symbol).orElse(null),
        a.reason(),
        by == null || at == null ? null : new Acknowledged(names.of(by), at),
        muted(a),
        a.caseId() == null ? null : Long.toString(a.caseId()),
        a.simulated(),
        a.live());
  }

  AlertDetail detail(Alert a, List<AlertStep> steps, AlertSeries.@Nullable Series series) {
    Optional<RuleInfo> rule = book.rule(a.rule());
    return new AlertDetail(
        view(a),
        a.packVersion(),
        rule.map(RuleInfo::why).orElse(null),
        rule.flatMap(r -> joined(r.falseAlarms())).orElse(null),
        rule.map(RuleInfo::reference).orElse(""),
        new TreeMap<>(a.inputs()),
        new TreeMap<>(a.inputs())
            .entrySet().stream().map(e -> input(a.pack(), e.getKey(), e.getValue())).toList(),
        steps.stream()
            .map(s -> new HistoryView(s.at(), s.kind(), s.level().number(), s.reason()))
            .toList(),
        series);
  }

  /** Several sentences as one text. */
  private static Optional<Text> joined(List<Text> texts) {
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.of(
                texts.stream().map(Text::zh).collect(Collectors.joining("；")),
                texts.stream().map(Text::en).collect(Collectors.joining("; "))));
  }

  private InputView input(String pack, String name, double value) {
    return property(pack, name)
        .map(p -> new InputView(name, p.title(), value, p.symbol()))
        .orElse(new InputView(name, Text.of(name, name), value, ""));
  }

  /** What the rule is called; its id when no installed pack has it any more. */
  Text title(Alert a) {
    return book.rule(a.rule()).map(RuleInfo::title).orElse(Text.of(a.rule(), a.rule()));
  }

  /** The property that the rule looked at: the first of its pack that is among the inputs. */
  Optional<Property> watched(Alert a) {
    return packs
        .findPack(a.pack())
        .flatMap(pack -> pack.properties().stream().filter(p -> input(a, p) != null).findFirst());
  }

  private Optional<Property> property(String pack, String name) {
    return packs
        .findPack(pack)
        .flatMap(p ->
            p.properties().stream()
                .filter(q -> q.name().equals(name) || q.id().equals(name))
                .findFirst());
  }

  private static @Nullable Double input(Alert a, Property property) {
    @Nullable Double value = a.inputs().get(property.name());
    return value == null ? a.inputs().get(property.id()) : value;
  }

  private static @Nullable Muted muted(Alert a) {
    @Nullable String by = a.mutedBy();
    return by == null
        ? null
        : new Muted(by, Text.of("案件 " + by + " 正在处理", "Case " + by + " covers it"));
  }

  /** A thing as documents show it. */
  public static ThingView thing(long id, Optional<ObservingThing> thing) {
    return new ThingView(
        Long.toString(id),
        thing.map(ObservingThing::name).orElse(Long.toString(id)),
        thing.filter(ObservingThing::placed).map(ObservingThing::lng).orElse(null),
        thing.filter(ObservingThing::placed).map(ObservingThing::lat).orElse(null));
  }
}
