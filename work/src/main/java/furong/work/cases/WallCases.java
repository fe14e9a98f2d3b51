package furong.work.cases;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Case;
import furong.cases.CaseDesk;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Query;
import furong.city.CityProfile;
import furong.serve.alerts.Where;
import furong.serve.wall.WallController;
import furong.serve.wall.WallPart;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open cases on the wall by deadline: their number and kind, never what somebody wrote. */
@Component
class WallCases implements WallPart {

  /** More than any wall has lines for at a size that is read from five metres. */
  private static final int LINES = 16;

  private static final Set<CaseState> OPEN =
      Arrays.stream(CaseState.values())
          .filter(state -> !state.ended())
          .collect(Collectors.toUnmodifiableSet());

  private final CaseStore cases;
  private final CaseDesk desk;
  private final CaseViews views;
  private final CityProfile city;
  private final InstantSource time;

  WallCases(CaseStore cases, CaseDesk desk, CaseViews views, CityProfile city, InstantSource time) {
    this.cases = cases;
    this.desk = desk;
    this.views = views;
    this.city = city;
    this.time = time;
  }

  /** One line. @param dueAt null when no clock with a limit runs */
  record Line(
      String number,
      Text category,
      Text state,
      Text division,
      @Nullable Integer level,
      @Nullable Text organisation,
      @Nullable Instant dueAt,
      boolean simulated) {}

  /** All of it. */
  record Standing(long open, long overdue, List<Line> items) {}

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public Standing read(String division) {
    List<String> within = List.of(division);
    Instant now = time.instant();
    return new Standing(
        cases.count(new Query(within, OPEN, null, null, null, null, 0, LINES)),
        cases.count(new Query(within, OPEN, null, null, now, null, 0, LINES)),
        cases.list(new Query(within, OPEN, null, null, null, null, 0, LINES)).stream()
            .map(this::line)
            .toList());
  }

  private Line line(Case c) {
    @Nullable String handler = c.progress().organisation();
    @Nullable Level level = c.matter().level();
    return new Line(
        c.number(),
        views.category(c).title(),
        c.state().title(),
        WallController.shortPlace(Where.place(city, c.matter().division())),
        level == null ? null : level.number(),
        handler == null ? null : city.findOrganisation(handler).map(o -> o.name()).orElse(null),
        desk.dueAt(c),
        c.matter().simulated());
  }
}
