package furong.serve.alerts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.AlertStep;
import furong.cases.Case;
import furong.cases.CaseBook;
import furong.cases.CaseBook.RuleInfo;
import furong.city.CityProfile;
import furong.notify.Assignment;
import furong.notify.CalmBoard;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.pack.Rule;
import furong.pack.RuleInput;
import furong.pack.RuleMember;
import furong.serve.people.Names;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.springframework.stereotype.Component;

/** Writes alerts as documents. */
@Component
public class AlertViews {

  /** The thing that an alert is about. */
  public record ThingView(String id, String name, @Nullable Double lng, @Nullable Double lat) {}

  public record Acknowledged(Text by, Instant at) {}

  /**
   * What keeps an alert quiet.
   *
   * @param kind CASE, SHELVED, SILENCED, MAINTENANCE or INHIBITED
   * @param by number of the case, or id of the silence, the alert or the person
   * @param until null when it ends with something else
   */
  public record Muted(String kind, String by, Text reason, @Nullable Instant until) {}

  /** Who looks after an alert. */
  public record Assignee(String id, Text name) {}

  /** One alert in a list. @param assignee null when it was given to nobody */
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
      @Nullable Assignee assignee,
      @Nullable Muted muted,
      @Nullable String caseId,
      boolean simulated,
      boolean live) {}

  /** The case that an alert opened, or joined. */
  public record OpenedCase(String id, String number, Text state, boolean ended) {}

  /** Given to somebody to look after. @param to id of the person */
  public record Assigned(String to, Text name, Text by, Instant at, String note) {}

  /**
   * What befell an alert: its own steps, and what people did.
   *
   * @param kind OPENED, LEVEL, CLEARED, ACKNOWLEDGED, ASSIGNED or CASE
   * @param level null of what has none
   */
  public record HistoryView(Instant at, String kind, @Nullable Integer level, String reason) {}

  /**
   * One input of the rule.
   *
   * @param property id of the property it reads; empty for an index, a threshold or a condition
   * @param function such as {@code mean}; {@code index} and {@code param} for what is none
   * @param windowSeconds how far back it looks; 0 for the newest
   */
  public record InputView(
      String name,
      Text title,
      double value,
      String unit,
      String property,
      String function,
      long windowSeconds) {}

  /**
   * An alert in full.
   *
   * @param packVersion of the pack that raised it
   * @param sentence why it fired; null when its rule is not installed any more
   * @param why the harm that the rule warns of
   * @param series the first of {@code curves}
   * @param opened null when it has no case
   * @param assigned to whom it was given, the newest first
   */
  public record AlertDetail(
      @JsonUnwrapped AlertView alert,
      String packVersion,
      @Nullable Text sentence,
      @Nullable Text why,
      List<Text> falseAlarms,
      String reference,
      Map<String, Double> inputs,
      List<InputView> inputDetails,
      List<HistoryView> history,
      AlertSeries.@Nullable Series series,
      List<AlertSeries.Series> curves,
      @Nullable OpenedCase opened,
      List<Assigned> assigned) {}

  /** What a rule about silence quotes: hours without data. */
  private static final String SILENT = "silent_h";

  private final CityProfile city;
  private final Catalogue catalogue;
  private final CaseBook book;
  private final AlertRules rules;
  private final Names names;
  private final CalmBoard board;
  private final InstantSource time;

  AlertViews(
      CityProfile city,
      Catalogue catalogue,
      CaseBook book,
      AlertRules rules,
      Names names,
      CalmBoard board,
      InstantSource time) {
    this.city = city;
    this.catalogue = catalogue;
    this.book = book;
    this.rules = rules;
    this.names = names;
    this.board = board;
    this.time = time;
  }

  /** One alert as lists and live events show it; who looked after a cleared one is not said. */
  public AlertView view(Alert a) {
    return view(a, board.assigned(a.id()));
  }

  /** The same, with who looks or looked after it. */
  AlertView view(Alert a, Optional<Assignment> assigned) {
    Optional<ObservingThing> thing = catalogue.thing(a.thing());
    Optional<RuleInput> watched = rules.watched(a).stream().findFirst();
    @Nullable Double value = watched.map(i -> a.inputs().get(i.name())).orElse(null);
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
        a.thing() == 0 ? ofDivision(a) : thing(a.thing(), thing),
        value,
        watched.map(RuleInput::symbol).orElse(null),
        a.reason(),
        by == null || at == null ? null : new Acknowledged(names.of(by), at),
        assigned.map(g -> new Assignee(g.to(), names.of(g.to()))).orElse(null),
        muted(a),
        a.caseId() == null ? null : Long.toString(a.caseId()),
        a.simulated(),
        a.live());
  }

  AlertDetail detail(
      Alert a,
      List<AlertStep> steps,
      List<AlertSeries.Series> curves,
      Optional<Case> opened,
      List<Assignment> assigned) {
    Optional<Rule> rule = rules.rule(a);
    return new AlertDetail(
        view(a, assigned.stream().findFirst()),
        a.packVersion(),
        rules.why(a).orElse(null),
        rule.map(Rule::why).orElse(null),
        rule.map(Rule::falseAlarms).orElse(List.of()),
        rule.map(Rule::reference).orElse(""),
        new TreeMap<>(a.inputs()),
        new TreeMap<>(a.inputs())
            .entrySet().stream().map(e -> input(a, e.getKey(), e.getValue())).toList(),
        history(a, steps, opened, assigned),
        curves.isEmpty() ? null : curves.getFirst(),
        curves,
        opened.<@Nullable OpenedCase>map(AlertViews::opened).orElse(null),
        assigned.stream()
            .map(g -> new Assigned(g.to(), names.of(g.to()), names.of(g.by()), g.at(), g.note()))
            .toList());
  }

  private List<HistoryView> history(
      Alert a, List<AlertStep> steps, Optional<Case> opened, List<Assignment> assigned) {
    List<HistoryView> all = new ArrayList<>();
    steps.forEach(s -> all.add(new HistoryView(s.at(), s.kind(), s.level().number(), s.reason())));
    opened.ifPresent(c -> all.add(new HistoryView(c.openedAt(), "CASE", null, c.number())));
    @Nullable String by = a.acknowledgedBy();
    @Nullable Instant at = a.acknowledgedAt();
    if (by != null && at != null) {
      all.add(new HistoryView(at, "ACKNOWLEDGED", null, both(names.of(by))));
    }
    for (Assignment g : assigned.reversed()) {
      Text from = names.of(g.by());
      Text to = names.of(g.to());
      Text way = Text.of(from.zh() + " → " + to.zh(), from.en() + " → " + to.en());
      all.add(new HistoryView(g.at(), "ASSIGNED", null, both(way)));
    }
    all.sort(Comparator.comparing(HistoryView::at)); // what is at once stays in this order
    return List.copyOf(all);
  }

  /** In one line, as the reasons of steps are. */
  private static String both(Text text) {
    return text.zh() + " · " + text.en();
  }

  private static OpenedCase opened(Case c) {
    return new OpenedCase(Long.toString(c.id()), c.number(), c.state().title(), c.state().ended());
  }

  /** An alert of a division lies at a point within it, under its name. */
  private ThingView ofDivision(Alert a) {
    Optional<Coordinate> centre =
        city.divisions()
            .area(a.division())
            .filter(area -> !area.isEmpty())
            .map(area -> area.getInteriorPoint().getCoordinate());
    return new ThingView(
        "0",
        Where.place(city, a.division()).name().zh(),
        centre.map(Coordinate::getX).orElse(null),
        centre.map(Coordinate::getY).orElse(null));
  }

  private InputView input(Alert alert, String name, double value) {
    long thing = RuleMember.thing(name);
    return thing == 0
        ? input(alert, name, name, "", value)
        : input(alert, name, RuleMember.text(name), thingName(thing), value);
  }

  /** Before the title of a value that is of one thing of many. */
  private String thingName(long thing) {
    return catalogue.thing(thing).map(ObservingThing::name).orElse(Long.toString(thing)) + " · ";
  }

  private InputView input(Alert alert, String name, String input, String of, double value) {
    return rules
        .input(alert, input)
        .map(i ->
            new InputView(
                name,
                Text.of(of + i.title().zh(), of + i.title().en()),
                value,
                i.symbol(),
                i.property(),
                i.function(),
                i.windowMs() / 1_000))
        .orElse(
            name.equals(SILENT)
                ? new InputView(name, Text.of("没有数据", "Nothing heard for"), value, "h", "", "", 0)
                : new InputView(name, Text.of(of + input, of + input), value, "", "", "", 0));
  }

  /** What the rule is called; its id when no installed pack has it any more. */
  public Text title(Alert a) {
    return book.rule(a.rule())
        .map(RuleInfo::title)
        .or(() -> rules.rule(a).map(Rule::title))
        .orElse(Text.of(a.rule(), a.rule()));
  }

  /** Whether a case, a person or another alert keeps it quiet now. */
  public boolean isQuiet(Alert a) {
    return muted(a) != null;
  }

  private @Nullable Muted muted(Alert a) {
    @Nullable String by = a.mutedBy();
    return by == null
        ? board
            .mute(a, time.instant())
            .<@Nullable Muted>map(m -> new Muted(m.kind().name(), m.by(), m.reason(), m.until()))
            .orElse(null)
        : new Muted("CASE", by, Text.of("案件 " + by + " 正在处理", "Case " + by + " covers it"), null);
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
