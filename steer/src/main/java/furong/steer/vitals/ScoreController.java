package furong.steer.vitals;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.pack.FigureDef;
import furong.pack.Formula.Kind;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.people.Caller;
import furong.reported.FormulaValue.Used;
import furong.reported.Score;
import furong.reported.ScoreCard;
import furong.reported.ScoreCard.Line;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/vitals/scores}: the scores of districts, opened to their terms. */
@RestController
@RequestMapping("/api/vitals/scores")
@Tag(name = "vitals")
public class ScoreController {

  /** A district that has rules of its own. */
  public record RulesView(String id, Text title, String division, Text divisionName) {}

  public record InputView(
      String kind, String id, Text title, String unit, @Nullable Double value, boolean simulated) {}

  /**
   * @param off what the term takes off its points
   * @param reason why there is no value
   */
  public record TermView(
      String indicator,
      Text title,
      Text formula,
      String source,
      @Nullable Double points,
      @Nullable Double value,
      @Nullable Double off,
      String reason,
      List<InputView> inputs,
      boolean simulated,
      boolean recorded,
      @Nullable Instant computedAt) {}

  /**
   * @param open what the rules leave open, so that no sum is made
   * @param validFrom null when the source does not say since when
   */
  public record CardView(
      String id,
      Text title,
      @Nullable String version,
      @Nullable LocalDate validFrom,
      @Nullable String source,
      @Nullable Double full,
      @Nullable Text open,
      @Nullable Double value,
      String reason,
      List<TermView> terms) {}

  public record CardsView(
      String division, String period, List<CardView> items, List<RulesView> districts) {}

  public record RankView(String code, Text name, @Nullable Double value, String reason) {}

  public record RanksView(String id, String period, List<RankView> items) {}

  /**
   * The rules of a time.
   *
   * @param from null when the source does not say since when: they count for all days before the
   *     next
   * @param until the day before the next ones; null for those in force
   */
  public record VersionView(
      String version,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      String source,
      @Nullable Double full,
      @Nullable Text open,
      List<VersionTermView> terms) {}

  public record VersionTermView(
      String indicator, Text title, Text formula, @Nullable Double points) {}

  public record PastView(
      String period, @Nullable Double value, String reason, @Nullable String version) {}

  public record HistoryView(
      String id, Text title, List<VersionView> versions, List<PastView> items) {}

  /** Two years: a month beside the same of the year before. */
  private static final int MONTHS = 24;

  private final ScoreCard.Reader cards;
  private final PackBook packs;
  private final CityProfile city;
  private final InstantSource clock;

  ScoreController(ScoreCard.Reader cards, PackBook packs, CityProfile city, InstantSource clock) {
    this.cards = cards;
    this.packs = packs;
    this.city = city;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "体征评分 Scores of a division by its district's rules, each opened to its terms",
      description =
          "`value` is null with a `reason` where a term is not known or the rules leave something"
              + " open; `districts` names whose rules there are.")
  CardsView scores(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String period) {
    String code = CompareController.readable(caller, city, division);
    Period of = CompareController.period(period, city, clock);
    Division at = city.history().find(code).orElseThrow();
    return new CardsView(
        code,
        of.text(),
        cards.of(at, of).stream().map(this::card).toList(),
        cards.scores().stream()
            .filter(s -> city.divisions().find(s.division()).isPresent())
            .map(s -> new RulesView(s.id(), s.title(), s.division(), name(s.division())))
            .toList());
  }

  @GetMapping("/{id}/divisions")
  @Operation(summary = "评分排名 One score over the divisions right below, the highest first")
  ResponseEntity<?> ranks(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String division,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(defaultValue = "json") String format) {
    String code = CompareController.readable(caller, city, division);
    Period of = CompareController.period(period, city, clock);
    Score score = score(id);
    List<RankView> ranks =
        city.history().in(of).children(code).stream()
            .map(child -> {
              ScoreCard card = cards.card(score, child, of);
              return new RankView(child.code(), child.name(), card.value(), card.reason());
            })
            .sorted(
                Comparator.comparing(
                    RankView::value, Comparator.nullsLast(Comparator.reverseOrder())))
            .toList();
    return Lists.isFile(format)
        ? Lists.file(format, id + "-" + of.text(), RankView.class, ranks)
        : ResponseEntity.ok(new RanksView(id, of.text(), ranks));
  }

  @GetMapping("/{id}/history")
  @Operation(
      summary = "评分历史 Months of a score, each by the rules of its time, and all rules by date",
      description = "`format=csv` or `xlsx` gives the months as a file.")
  ResponseEntity<?> history(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String division,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(defaultValue = "json") String format) {
    String code = CompareController.readable(caller, city, division);
    LocalDate last = CompareController.period(period, city, clock).last();
    Score score = score(id);
    List<PastView> months =
        cards
            .history(score, city.history().find(code).orElseThrow(), Period.month(last), MONTHS)
            .stream()
            .map(ScoreController::past)
            .toList();
    if (Lists.isFile(format)) {
      return Lists.file(
          format,
          "score-" + id + "-" + code,
          List.of("division", "score", "period", "value", "version", "reason"),
          months.stream()
              .map(m ->
                  List.of(
                      code,
                      score.title().zh(),
                      m.period(),
                      Objects.toString(m.value(), ""),
                      Objects.toString(m.version(), ""),
                      m.reason()))
              .toList());
    }
    return ResponseEntity.ok(new HistoryView(id, score.title(), versions(score), months));
  }

  private static PastView past(ScoreCard.Past past) {
    Score.@Nullable Version rules = past.version();
    return new PastView(
        past.period().text(), past.value(), past.reason(), rules == null ? null : rules.version());
  }

  private static List<VersionView> versions(Score score) {
    List<VersionView> views = new ArrayList<>();
    @Nullable LocalDate until = null;
    for (Score.Version v : score.versions().reversed()) {
      views.add(
          new VersionView(
              v.version(),
              v.from(),
              until,
              v.source(),
              v.full(),
              v.open(),
              v.terms().stream()
                  .map(t ->
                      new VersionTermView(
                          t.indicator().id(),
                          t.indicator().title(),
                          t.indicator().formula(),
                          t.points()))
                  .toList()));
      LocalDate from = v.from();
      until = from == null ? null : from.minusDays(1);
    }
    return views;
  }

  private Score score(String id) {
    return cards
        .find(id)
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "score.unknown", "There is no score " + id));
  }

  private Text name(String division) {
    return city.divisions().find(division).map(Division::name).orElse(Text.of(division, division));
  }

  private CardView card(ScoreCard card) {
    Score.@Nullable Version rules = card.version();
    return new CardView(
        card.score().id(),
        card.score().title(),
        rules == null ? null : rules.version(),
        rules == null ? null : rules.from(),
        rules == null ? null : rules.source(),
        rules == null ? null : rules.full(),
        rules == null ? null : rules.open(),
        card.value(),
        card.reason(),
        card.lines().stream().map(this::term).toList());
  }

  private TermView term(Line line) {
    IndicatorDef def = line.term().indicator();
    return new TermView(
        def.id(),
        def.title(),
        def.formula(),
        def.source(),
        line.term().points(),
        line.value().value(),
        line.off(),
        line.value().reason(),
        line.value().inputs().stream().map(this::input).toList(),
        line.value().simulated(),
        line.recorded(),
        line.recorded() ? line.value().computedAt() : null);
  }

  private InputView input(Used used) {
    Optional<FigureDef> figure =
        used.kind() == Kind.FIGURE ? packs.findFigure(used.id()) : Optional.empty();
    Optional<IndicatorDef> indicator =
        used.kind() == Kind.INDICATOR ? packs.findIndicator(used.id()) : Optional.empty();
    Text title =
        figure
            .map(FigureDef::title)
            .or(() -> indicator.map(IndicatorDef::title))
            .orElse(Text.of(used.id(), used.id()));
    String unit =
        figure.map(FigureDef::unit).or(() -> indicator.map(IndicatorDef::unit)).orElse("");
    return new InputView(
        used.kind().name(), used.id(), title, unit, used.value(), used.simulated());
  }
}
