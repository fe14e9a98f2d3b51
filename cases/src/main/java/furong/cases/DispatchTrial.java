package furong.cases;

import furong.base.Text;
import furong.cases.Dispatcher.Facts;
import furong.cases.Dispatcher.Handler;
import furong.city.CityProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries rules of dispatch on past cases and changes nothing: who would get them, against who did.
 *
 * <pre>{@code
 * DispatchTrial.run(lastMonth, city, newRules, desk::duty).differ()
 * }</pre>
 */
public final class DispatchTrial {

  /**
   * One case.
   *
   * @param went id of the organisation that has or had it; null when it was never dispatched
   * @param handler who of those that would get it has the least in hand by then; null when not
   *     known
   * @param would id of the organisation that the rules name; null when they name none
   * @param rule id of the rule that decides; empty when the procedure's duty does
   * @param why in words
   * @param unrouted true when it would wait in the queue of what nobody answers for
   */
  public record Line(
      Case tried,
      @Nullable String went,
      @Nullable Handler handler,
      @Nullable String would,
      List<String> assisting,
      String rule,
      Text why,
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

  private static final Comparator<Case> ORDER =
      Comparator.comparing(Case::openedAt).thenComparing(Case::id);

  private DispatchTrial() {}

  /**
   * Tries rules on cases in the order in which they came, each at the time when it came. What an
   * organisation has to do then are the cases that the trial has sent it and that had not ended.
   *
   * @param duty of a case's procedure
   */
  public static Outcome run(
      List<Case> cases, CityProfile city, CityCases rules, Function<Case, String> duty) {
    return run(cases, city, rules, Facts.NONE, duty);
  }

  /** The same, for things that say who owns them and people who have so much in hand. */
  public static Outcome run(
      List<Case> cases,
      CityProfile city,
      CityCases rules,
      Facts facts,
      Function<Case, String> duty) {
    Map<String, List<Case>> sent = new HashMap<>();
    Instant[] now = {Instant.MIN};
    Dispatcher dispatcher =
        new Dispatcher(city, rules, id -> open(sent, id, now[0]), by(facts, sent, now));
    List<Line> lines = new ArrayList<>();
    for (Case c : cases.stream().sorted(ORDER).toList()) {
      now[0] = c.openedAt();
      Optional<Dispatcher.Suggestion> route =
          dispatcher.route(c.matter(), duty.apply(c), c.openedAt()).map(dispatcher::inPerson);
      route
          .filter(r -> !r.fallback())
          .ifPresent(r -> {
            sent.computeIfAbsent(r.organisation().id(), id -> new ArrayList<>()).add(c);
            Optional.ofNullable(r.handler())
                .ifPresent(
                    h -> sent.computeIfAbsent(PERSON + h.id(), id -> new ArrayList<>()).add(c));
          });
      lines.add(line(c, route));
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

  /** Ids of people stand beside those of organisations, told apart by this. */
  private static final String PERSON = "person ";

  /** Owners as they are; people with what the trial has sent them instead of what they have. */
  private static Facts by(Facts facts, Map<String, List<Case>> sent, Instant[] now) {
    Map<String, List<Handler>> known = new HashMap<>();
    return new Facts() {
      @Override
      public Optional<Dispatcher.Owned> owned(long thing) {
        return facts.owned(thing);
      }

      @Override
      public List<Handler> handlers(String organisation) {
        return known.computeIfAbsent(organisation, facts::handlers).stream()
            .map(h -> new Handler(h.id(), h.name(), open(sent, PERSON + h.id(), now[0])))
            .toList();
      }
    };
  }

  private static int open(Map<String, List<Case>> sent, String organisation, Instant now) {
    List<Case> theirs = sent.getOrDefault(organisation, new ArrayList<>());
    theirs.removeIf(c -> c.progress().closedAt() != null && !c.progress().closedAt().isAfter(now));
    return theirs.size();
  }

  private static Line line(Case c, Optional<Dispatcher.Suggestion> route) {
    return new Line(
        c,
        c.progress().organisation(),
        route.map(Dispatcher.Suggestion::handler).orElse(null),
        route.map(r -> r.organisation().id()).orElse(null),
        route.map(Dispatcher.Suggestion::assisting).orElse(List.of()).stream()
            .map(o -> o.id())
            .toList(),
        route.map(Dispatcher.Suggestion::rule).orElse(""),
        route.map(Dispatcher.Suggestion::why).orElse(Text.of("没有可派的机构", "Nobody can be sent it")),
        route.map(Dispatcher.Suggestion::fallback).orElse(true));
  }
}
