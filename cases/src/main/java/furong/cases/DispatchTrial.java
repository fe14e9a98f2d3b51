package furong.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries rules of dispatch on past cases and changes nothing: who would get them, against who did.
 *
 * <pre>{@code
 * DispatchTrial.run(lastMonth, new Dispatcher(city, newRules), desk::duty).differ()
 * }</pre>
 */
public final class DispatchTrial {

  /**
   * One case.
   *
   * @param went id of the organisation that has or had it; null when it was never dispatched
   * @param would id of the organisation that the rules name; null when they name none
   * @param rule id of the rule that decides; empty when the procedure's duty does
   * @param unrouted true when it would wait in the queue of what nobody answers for
   */
  public record Line(
      Case tried,
      @Nullable String went,
      @Nullable String would,
      List<String> assisting,
      String rule,
      boolean unrouted) {
    public Line {
      assisting = List.copyOf(assisting);
    }

    /** True when it went elsewhere than it would. */
    public boolean differs() {
      return went != null && !went.equals(would);
    }
  }

  /**
   * What it comes to.
   *
   * @param same went where they would go
   * @param differ went elsewhere
   * @param unrouted would wait in the queue
   * @param never were not dispatched
   */
  public record Outcome(List<Line> lines, int same, int differ, int unrouted, int never) {
    public Outcome {
      lines = List.copyOf(lines);
    }
  }

  private DispatchTrial() {}

  /** Tries the rules of {@code dispatcher}. @param duty of a case's procedure */
  public static Outcome run(List<Case> cases, Dispatcher dispatcher, Function<Case, String> duty) {
    List<Line> lines = new ArrayList<>();
    for (Case c : cases) {
      Optional<Dispatcher.Suggestion> route = dispatcher.route(c.matter(), duty.apply(c));
      lines.add(
          new Line(
              c,
              c.progress().organisation(),
              route.map(r -> r.organisation().id()).orElse(null),
              route.map(Dispatcher.Suggestion::assisting).orElse(List.of()).stream()
                  .map(o -> o.id())
                  .toList(),
              route.map(Dispatcher.Suggestion::rule).orElse(""),
              route.map(Dispatcher.Suggestion::fallback).orElse(true)));
    }
    int differ = (int) lines.stream().filter(Line::differs).count();
    int never = (int) lines.stream().filter(line -> line.went() == null).count();
    return new Outcome(
        lines,
        lines.size() - differ - never,
        differ,
        (int) lines.stream().filter(Line::unrouted).count(),
        never);
  }
}
