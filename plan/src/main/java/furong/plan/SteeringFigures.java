package furong.plan;

import furong.base.Text;
import furong.plan.Entry.Pulled;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the steering says of itself: some targets of a plan ask for the steering, such as a meeting
 * each month (A62) and a mid-term evaluation (A63), and nobody has to report these.
 *
 * <pre>{@code
 * pull(List.of("plan.meetings"), 2025-11)   // 1 once the month has come to its meeting, else 0
 * }</pre>
 */
public final class SteeringFigures implements FigureSource {

  /** A figure with the page that it opens down to. */
  public enum Own {
    MEETINGS(
        "plan.meetings", Text.of("当月召开的调度会", "Dispatch meetings in the month"), "/plan/months"),
    EVALUATIONS(
        "plan.evaluations", Text.of("已归档的中期评估", "Mid-term evaluations closed"), "/plan/reviews");

    private final String id;
    private final Text title;
    private final String page;

    Own(String id, Text title, String page) {
      this.id = id;
      this.title = title;
      this.page = page;
    }

    public String id() {
      return id;
    }

    public Text title() {
      return title;
    }

    public String page() {
      return page;
    }

    public static Optional<Own> find(String indicator) {
      return Arrays.stream(values()).filter(own -> own.id.equals(indicator)).findFirst();
    }
  }

  private final DispatchStore months;
  private final ReviewStore reviews;

  public SteeringFigures(DispatchStore months, ReviewStore reviews) {
    this.months = months;
    this.reviews = reviews;
  }

  @Override
  public Optional<Pulled> pull(List<String> indicators, YearMonth month) {
    return indicators.stream()
        .flatMap(id -> Own.find(id).stream())
        .map(own -> own == Own.MEETINGS ? meetings(month) : evaluations(month))
        .findFirst();
  }

  private Pulled meetings(YearMonth month) {
    Optional<DispatchMonth> held =
        months.findMonth(month).filter(m -> m.state() != MonthState.OPEN);
    return new Pulled(
        Own.MEETINGS.id(),
        month.toString(),
        held.isPresent() ? 1 : 0,
        false,
        held.map(DispatchMonth::changedAt).orElse(Instant.EPOCH));
  }

  private Pulled evaluations(YearMonth month) {
    List<Instant> closed =
        reviews.reviews().stream()
            .filter(r -> r.kind() == Review.Kind.MID_TERM && !r.cutoff().isAfter(month))
            .flatMap(r -> Stream.ofNullable(r.closedAt()))
            .toList();
    return new Pulled(
        Own.EVALUATIONS.id(),
        month.toString(),
        closed.size(),
        false,
        closed.stream().max(Instant::compareTo).orElse(Instant.EPOCH));
  }
}
