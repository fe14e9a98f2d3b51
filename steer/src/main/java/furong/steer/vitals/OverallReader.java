package furong.steer.vitals;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.indicators.Overall;
import furong.indicators.Overall.Open;
import furong.indicators.Overall.Reason;
import furong.indicators.Overall.State;
import furong.indicators.Overall.Why;
import furong.serve.alerts.AlertViews;
import furong.serve.wall.WallPart;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how a division is on the whole, for its board and for the wall. */
@Component
public class OverallReader implements WallPart {

  /** More alerts than a city has open at once; beyond it a few of the mildest are not counted. */
  private static final int MOST = 10_000;

  /** The gravest that are named; the rest stands in the queue beside it. */
  private static final int NAMED = 3;

  public record SignName(String property, Text title) {}

  /** One reason; the words are the page's. */
  public record ReasonView(Why code, int n, int of, List<SignName> signs) {}

  /** An alert that the state is named after. */
  public record Named(String id, Text title, Instant openedAt, boolean simulated) {}

  /**
   * @param level 1 to 4 of an alert, else null
   * @param since null when that is not known, see {@link Overall}
   * @param alerts the oldest of the gravest level
   */
  public record OverallView(
      String division,
      Instant at,
      State state,
      Text title,
      @Nullable Integer level,
      @Nullable Instant since,
      Text rule,
      List<ReasonView> because,
      List<Named> alerts) {}

  private final VitalBoard board;
  private final AlertStore alerts;
  private final AlertViews views;
  private final InstantSource clock;

  OverallReader(VitalBoard board, AlertStore alerts, AlertViews views, InstantSource clock) {
    this.board = board;
    this.alerts = alerts;
    this.views = views;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "overall";
  }

  @Override
  public OverallView read(String division) {
    return read(division, clock.instant());
  }

  OverallView read(String division, Instant at) {
    List<Alert> open =
        alerts.list(
            new AlertStore.Query(
                List.of(division), null, Set.of(), at, null, null, null, null, 0, MOST));
    List<Alert> loud = open.stream().filter(a -> !views.isQuiet(a)).toList();
    Set<String> ids = Set.copyOf(loud.stream().map(Alert::id).toList());
    Overall overall =
        Overall.of(
            board.signs(division, at),
            open.stream()
                .map(a -> new Open(a.level(), a.openedAt(), !ids.contains(a.id())))
                .toList());
    @Nullable Level level = overall.level();
    return new OverallView(
        division,
        at,
        overall.state(),
        overall.state().title(),
        level == null ? null : level.number(),
        overall.since(),
        Overall.RULE,
        overall.because().stream().map(this::reason).toList(),
        level == null ? List.of() : named(loud, level));
  }

  private List<Named> named(List<Alert> loud, Level level) {
    return loud.stream()
        .filter(a -> a.level() == level)
        .sorted(Comparator.comparing(Alert::openedAt).thenComparing(Alert::id))
        .limit(NAMED)
        .map(a -> new Named(a.id(), views.title(a), a.openedAt(), a.simulated()))
        .toList();
  }

  private ReasonView reason(Reason r) {
    return new ReasonView(
        r.why(),
        r.n(),
        r.of(),
        r.properties().stream().map(p -> new SignName(p, board.title(p))).toList());
  }
}
