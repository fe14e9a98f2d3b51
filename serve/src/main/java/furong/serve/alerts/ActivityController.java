package furong.serve.alerts;

import furong.base.Result.Refusal;
import furong.cases.AlertStore;
import furong.cases.AlertStore.Query;
import furong.cases.AlertStore.Span;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/activity}: how much was going on when, for the time scrubber. */
@RestController
@Tag(name = "alerts")
public class ActivityController {

  /** The scrubber shows a day. */
  private static final Duration DAY = Duration.ofDays(1);

  /** As many bars as a wide screen has pixels. */
  private static final int MAX_STEPS = 2_000;

  private final AlertStore alerts;
  private final CityProfile city;
  private final InstantSource time;

  ActivityController(AlertStore alerts, CityProfile city, InstantSource time) {
    this.alerts = alerts;
    this.city = city;
    this.time = time;
  }

  /**
   * One bar.
   *
   * @param t begin of the step
   * @param opened alerts that opened in it
   * @param open alerts that were open at some time of it
   * @param worst the worst level of those; null when there was none
   */
  public record Bar(Instant t, int opened, int open, @Nullable Integer worst) {}

  public record Activity(Instant from, Instant to, long stepSeconds, List<Bar> items) {}

  @GetMapping("/api/activity")
  @Operation(summary = "活动直方图 Alerts by time step (event time), for the time scrubber")
  Activity activity(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "900") long stepSeconds) {
    Instant end = to == null ? time.instant() : to;
    Instant start = from == null ? end.minus(DAY) : from;
    long seconds = Duration.between(start, end).toSeconds();
    if (stepSeconds < 1 || seconds < 1 || seconds / stepSeconds >= MAX_STEPS) {
      throw Problems.refuse(
          Refusal.INVALID,
          "activity.range",
          "from lies before to, and there are 1 to " + MAX_STEPS + " steps between them");
    }
    Query query =
        new Query(
            Where.asked(caller, city, division),
            null,
            Set.of(),
            null,
            start,
            end,
            null,
            null,
            0,
            Lists.MAX_EXPORT);
    int steps = (int) ((seconds + stepSeconds - 1) / stepSeconds);
    return new Activity(
        start, end, stepSeconds, bars(alerts.spans(query), start, stepSeconds, steps));
  }

  static List<Bar> bars(List<Span> spans, Instant start, long stepSeconds, int steps) {
    int[] opened = new int[steps];
    int[][] begins = new int[4][steps + 1]; // by level: +1 where it begins, -1 behind where it ends
    for (Span span : spans) {
      int first = step(span.openedAt(), start, stepSeconds);
      int last = span.clearedAt() == null ? steps - 1 : step(span.clearedAt(), start, stepSeconds);
      if (first >= 0 && first < steps) {
        opened[first]++;
      }
      int level = span.level().number() - 1;
      begins[level][Math.max(0, first)]++;
      begins[level][Math.min(steps - 1, last) + 1]--;
    }
    List<Bar> bars = new ArrayList<>(steps);
    int[] open = new int[4];
    for (int i = 0; i < steps; i++) {
      @Nullable Integer worst = null;
      int all = 0;
      for (int level = 3; level >= 0; level--) {
        open[level] += begins[level][i];
        all += open[level];
        worst = open[level] > 0 ? Integer.valueOf(level + 1) : worst;
      }
      bars.add(new Bar(start.plusSeconds(i * stepSeconds), opened[i], all, worst));
    }
    return bars;
  }

  private static int step(Instant at, Instant start, long stepSeconds) {
    long step = Math.floorDiv(Duration.between(start, at).toMillis(), stepSeconds * 1_000);
    return (int) Math.clamp(step, -1, MAX_STEPS + 1L);
  }
}
