package furong.serve.wall;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.notify.CalmBoard;
import furong.serve.alerts.AlertViews;
import furong.serve.alerts.AlertViews.AlertView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The alerts that the wall shows: those that nothing keeps quiet, worst first. */
@Component
class WallAlerts implements WallPart {

  /** More than any wall has lines for at a size that is read from five metres. */
  private static final int LINES = 20;

  /** More marks than these hide the map. */
  private static final int MARKS = 300;

  private final CalmBoard board;
  private final AlertViews views;
  private final InstantSource time;

  WallAlerts(CalmBoard board, AlertViews views, InstantSource time) {
    this.board = board;
    this.views = views;
    this.time = time;
  }

  /** One line. @param taken whether somebody has acknowledged it; who is not said */
  record Line(
      String id,
      int level,
      Text title,
      String place,
      Text division,
      Instant openedAt,
      @Nullable Double value,
      @Nullable String unit,
      boolean taken,
      boolean simulated) {}

  /** A mark on the map. */
  record Mark(String id, int level, double lng, double lat, boolean taken) {}

  /** All of it. @param levels how many of level I to IV */
  record Standing(
      List<Integer> levels, int untaken, int muted, List<Line> items, List<Mark> marks) {}

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public Standing read(String division) {
    Instant now = time.instant();
    List<String> within = List.of(division);
    List<Alert> loud = board.list(within, false, null, now);
    List<Integer> levels =
        Arrays.stream(Level.values())
            .map(level -> (int) loud.stream().filter(a -> a.level() == level).count())
            .toList();
    List<AlertView> first = loud.stream().limit(MARKS).map(views::view).toList();
    return new Standing(
        levels,
        (int) loud.stream().filter(a -> a.acknowledgedBy() == null).count(),
        board.list(within, true, null, now).size(),
        first.stream().limit(LINES).map(WallAlerts::line).toList(),
        first.stream().flatMap(a -> mark(a).stream()).toList());
  }

  private static Line line(AlertView a) {
    return new Line(
        a.id(),
        a.level(),
        a.title(),
        a.thing().name(),
        WallController.shortPlace(a.division()),
        a.openedAt(),
        a.value(),
        a.unit(),
        a.acknowledged() != null,
        a.simulated());
  }

  private static List<Mark> mark(AlertView a) {
    @Nullable Double lng = a.thing().lng();
    @Nullable Double lat = a.thing().lat();
    return lng == null || lat == null
        ? List.of()
        : List.of(new Mark(a.id(), a.level(), lng, lat, a.acknowledged() != null));
  }
}
