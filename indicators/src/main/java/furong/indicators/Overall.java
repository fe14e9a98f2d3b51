package furong.indicators;

import furong.base.Level;
import furong.base.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a division is on the whole: the gravest thing that is so, never a sum, a weight or a mean.
 *
 * <pre>
 * an open alert that nothing keeps quiet   ALERT, its level, since the oldest of that level opened
 * else a sign outside its interval         OUTSIDE, since the sign that is outside longest
 * else no sign with value and interval     CANNOT_SAY
 * else                                     CALM
 * </pre>
 *
 * Every reason is a count of things that can be looked at, and names the signs that it counts. What
 * is not known is said and counts as neither good nor bad. A calm division has no since: the signs
 * are kept for days only.
 *
 * @param level of {@link State#ALERT} alone
 * @param since null for the other two states, and where a sign's run began before what is kept
 * @param because those that count something, in the order of {@link Why}
 */
public record Overall(
    State state, @Nullable Level level, @Nullable Instant since, List<Reason> because) {

  /** What a division can be. */
  public enum State {
    ALERT(Text.of("预警中", "Alert")),
    OUTSIDE(Text.of("体征偏离", "Signs outside")),
    CALM(Text.of("平稳", "Calm")),
    CANNOT_SAY(Text.of("尚不能判断", "Cannot be said"));

    private final Text title;

    State(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }

  /** What is counted. */
  public enum Why {
    ALERTS,
    MUTED,
    OUTSIDE,
    INSIDE,
    UNKNOWN,
    NO_REFERENCE
  }

  /** The rule in words, for those who read the answer without this page. */
  public static final Text RULE =
      Text.of(
          "取最重的一项，不加权、不平均：未静默的预警先于体征偏离；尚不掌握的既不算好也不算坏。",
          "The gravest thing that is so, no weights and no mean: an alert that nothing keeps quiet"
              + " before a sign outside its interval; what is not known counts as neither.");

  /** An open alert, as far as it matters here. */
  public record Open(Level level, Instant openedAt, boolean quiet) {}

  /**
   * @param n how many
   * @param of of how many open alerts, or signs
   * @param properties of the signs that are counted; none for alerts
   */
  public record Reason(Why why, int n, int of, List<String> properties) {
    public Reason {
      properties = List.copyOf(properties);
    }
  }

  public Overall {
    because = List.copyOf(because);
  }

  public static Overall of(List<VitalSign> signs, List<Open> alerts) {
    List<Open> loud = alerts.stream().filter(a -> !a.quiet()).toList();
    List<VitalSign> outside = signs.stream().filter(s -> s.level() != null).toList();
    boolean judged = signs.stream().anyMatch(Overall::isJudged);
    List<Reason> because = new ArrayList<>();
    add(because, new Reason(Why.ALERTS, loud.size(), alerts.size(), List.of()));
    add(because, new Reason(Why.MUTED, alerts.size() - loud.size(), alerts.size(), List.of()));
    add(because, reason(Why.OUTSIDE, signs, s -> s.level() != null));
    add(because, reason(Why.INSIDE, signs, s -> isJudged(s) && s.level() == null));
    add(because, reason(Why.UNKNOWN, signs, s -> s.value() == null));
    add(because, reason(Why.NO_REFERENCE, signs, s -> s.value() != null && !isJudged(s)));
    if (!loud.isEmpty()) {
      Level worst = loud.stream().map(Open::level).min(Comparator.naturalOrder()).orElseThrow();
      Instant since =
          loud.stream()
              .filter(a -> a.level() == worst)
              .map(Open::openedAt)
              .min(Comparator.naturalOrder())
              .orElseThrow();
      return new Overall(State.ALERT, worst, since, because);
    }
    if (!outside.isEmpty()) {
      @Nullable Instant since =
          outside.stream()
              .map(VitalSign::sinceMs)
              .filter(Objects::nonNull)
              .min(Comparator.naturalOrder())
              .map(Instant::ofEpochMilli)
              .orElse(null);
      return new Overall(State.OUTSIDE, null, since, because);
    }
    return new Overall(judged ? State.CALM : State.CANNOT_SAY, null, null, because);
  }

  private static boolean isJudged(VitalSign s) {
    return s.value() != null
        && s.reference() != null
        && (s.reference().low() != null || s.reference().high() != null);
  }

  private static void add(List<Reason> because, Reason reason) {
    if (reason.n() > 0) {
      because.add(reason);
    }
  }

  private static Reason reason(Why why, List<VitalSign> signs, Predicate<VitalSign> counts) {
    List<String> properties = signs.stream().filter(counts).map(VitalSign::property).toList();
    return new Reason(why, properties.size(), signs.size(), properties);
  }
}
