package furong.pack;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.base.WorkTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of case is handled, by whom, in what time.
 *
 * @param id {@code <pack>.<name>}
 * @param categoryCode class code of GB/T 30428.2 without its kind, such as {@code 06}
 * @param categoryKind {@code event} (事件) or {@code part} (部件)
 * @param responsible level of administration whose organisation handles the case
 * @param role what that organisation is asked for, such as {@code street-office}
 * @param clocks limits by stage of the case ({@code accept}, {@code register}, {@code dispatch},
 *     {@code handle}, {@code check}, {@code close})
 * @param steps what the handler does, in order
 * @param evidence what must be given with the handling: {@code note}, {@code photo}, {@code photos}
 *     (two at least: before and after), {@code steps} (each step is confirmed)
 */
public record Procedure(
    String id,
    Text title,
    String categoryCode,
    String categoryKind,
    Text categoryTitle,
    DivisionLevel responsible,
    String role,
    Map<String, Clock> clocks,
    List<Text> steps,
    List<String> evidence,
    String source,
    Place place) {

  /** Evidence: each of the steps is confirmed by whoever did it. */
  static final String STEPS = "steps";

  /**
   * One limit.
   *
   * @param param the parameter that gives it
   * @param limit null when the parameter's value is unknown: the stage then has no deadline
   */
  public record Clock(String param, @Nullable WorkTime limit) {}

  public Procedure {
    clocks = Map.copyOf(clocks);
    steps = List.copyOf(steps);
    evidence = List.copyOf(evidence);
  }

  /** The limit of a stage; empty when it has none. */
  public Optional<WorkTime> limit(String stage) {
    Clock clock = clocks.get(stage);
    return clock == null ? Optional.empty() : Optional.ofNullable(clock.limit());
  }

  /** Kind and code as one stable word: {@code event-06}. */
  public String category() {
    return categoryKind + "-" + categoryCode;
  }
}
