package furong.plan;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One item in one month: what its unit reports, what the engine says, what lags, what the meeting
 * made of it.
 *
 * @param id given by the store; 0 before it is kept
 * @param unit that had promised the item when the month was opened
 * @param report null until there is one; stays when it is sent back
 * @param pulled the engine's figure; null when there is none
 * @param pace 0 to 1; null when no dates are named
 * @param flags as last worked out; fixed once the month is closed
 * @param answer of the meeting, with its words
 */
public record Entry(
    long id,
    YearMonth month,
    String item,
    String unit,
    EntryState state,
    @Nullable Report report,
    @Nullable Pulled pulled,
    @Nullable Double pace,
    List<Flag> flags,
    Answer answer,
    String answerWords,
    long version) {

  /**
   * What a unit says.
   *
   * @param progress 0 to 100, its own estimate; null when it gives none
   * @param figure in the target's unit; null when it gives none
   * @param spent of a project since its beginning, in 10,000 yuan (万元); null when it gives none
   */
  public record Report(
      @Nullable Integer progress,
      @Nullable Double figure,
      String words,
      Instant at,
      String by,
      String byName,
      @Nullable Double spent) {

    /** A report without a sum. */
    public Report(
        @Nullable Integer progress,
        @Nullable Double figure,
        String words,
        Instant at,
        String by,
        String byName) {
      this(progress, figure, words, at, by, byName, null);
    }
  }

  /**
   * A figure of the engine; where several tell of an item, the one that decides.
   *
   * @param period that it is for; a running year is the year so far
   * @param simulated true when it rests on simulated things
   * @param signs of all figures of the item in the plan's order; empty where it has one
   */
  public record Pulled(
      String indicator,
      String period,
      double value,
      boolean simulated,
      Instant at,
      List<Sign> signs) {

    public Pulled {
      // what was kept before signs were has none
      signs = signs == null ? List.of() : List.copyOf(signs);
    }

    /** The only figure of an item. */
    public Pulled(String indicator, String period, double value, boolean simulated, Instant at) {
      this(indicator, period, value, simulated, at, List.of());
    }

    Pulled among(List<Sign> all) {
      return new Pulled(indicator, period, value, simulated, at, all);
    }

    /** Whether every figure of the item has a value. */
    boolean whole() {
      return signs.stream().noneMatch(s -> s.state() == Sign.State.NO_VALUE);
    }

    /** Whether every figure stands as the plan asks, of an item that has several. */
    boolean right() {
      return !signs.isEmpty() && signs.stream().allMatch(s -> s.state() == Sign.State.RIGHT);
    }

    /**
     * Whether the figure that stands here was judged, rather than named for want of one that is.
     */
    boolean decides() {
      return signs.stream().anyMatch(s -> s.indicator().equals(indicator) && s.state().judged());
    }

    /** What this said of one of its figures. */
    Optional<Pulled> told(String of) {
      return of.equals(indicator)
          ? Optional.of(this)
          : signs.stream()
              .filter(s -> s.indicator().equals(of))
              .flatMap(s ->
                  s.value() == null || s.period() == null
                      ? Stream.empty()
                      : Stream.of(new Pulled(of, s.period(), s.value(), s.simulated(), at)))
              .findFirst();
    }
  }

  public Entry {
    flags = List.copyOf(flags);
  }

  /** The engine's figure before the unit's. */
  public @Nullable Double figure() {
    return pulled != null
        ? Double.valueOf(pulled.value())
        : report == null ? null : report.figure();
  }

  public Progress progress(Item of) {
    return Progress.of(of, pulled, figure(), report == null ? null : report.progress());
  }

  /** The same of an item that {@code plan} may not have any more: then somebody has to. */
  public boolean byEngine(Plan plan) {
    return plan.find(item).filter(this::byEngine).isPresent();
  }

  /**
   * Whether nobody has to report it since the engine gives each of its figures. Whether a milestone
   * without a number is reached no figure says.
   */
  public boolean byEngine(Item of) {
    return state == EntryState.DUE
        && pulled != null
        && pulled.whole()
        && of instanceof Measured m
        && m.toldByFigures();
  }

  /** True when something lags that the meeting has not answered. */
  public boolean unanswered() {
    return !flags.isEmpty() && answer == Answer.NONE;
  }

  Entry withId(long newId) {
    return new Entry(
        newId, month, item, unit, state, report, pulled, pace, flags, answer, answerWords, version);
  }

  Entry reported(Report by) {
    return new Entry(
        id,
        month,
        item,
        unit,
        EntryState.REPORTED,
        by,
        pulled,
        pace,
        flags,
        answer,
        answerWords,
        version + 1);
  }

  Entry sentBack() {
    return new Entry(
        id,
        month,
        item,
        unit,
        EntryState.RETURNED,
        report,
        pulled,
        pace,
        flags,
        answer,
        answerWords,
        version + 1);
  }

  Entry answered(Answer by, String words) {
    return new Entry(
        id, month, item, unit, state, report, pulled, pace, flags, by, words, version + 1);
  }

  /** With what was found now; the version stays, whoever keeps it says that it is the next. */
  Entry judged(@Nullable Pulled now, @Nullable Double newPace, List<Flag> found) {
    return new Entry(
        id, month, item, unit, state, report, now, newPace, found, answer, answerWords, version);
  }

  Entry nextVersion() {
    return new Entry(
        id,
        month,
        item,
        unit,
        state,
        report,
        pulled,
        pace,
        flags,
        answer,
        answerWords,
        version + 1);
  }
}
