package furong.plan;

import furong.base.Period;
import furong.plan.Entry.Pulled;
import furong.plan.Lagging.Known;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out for an entry what the engine says, how much time is over, and what lags. */
final class Judge {

  private final Plan plan;
  private final DispatchStore store;
  private final FigureSource figures;

  Judge(Plan plan, DispatchStore store, FigureSource figures) {
    this.plan = plan;
    this.store = store;
    this.figures = figures;
  }

  /** The engine's figure for an item; null when it has none. */
  @Nullable Pulled pull(Item item, Entry entry) {
    if (!(item instanceof Measured measured)) {
      return null;
    }
    return Signs.of(
            measured,
            id -> figures.pull(List.of(id), entry.month()),
            now -> yearBefore(item, entry.month(), now))
        .orElse(null);
  }

  /**
   * What the same month of the year before said of a figure; where it was not dispatched, what the
   * engine says of it, if the period is over then and not a running year that only grows.
   */
  private Optional<Pulled> yearBefore(Item item, YearMonth month, Pulled now) {
    Optional<Pulled> kept =
        store.entriesOf(item.id()).stream()
            .filter(e -> e.month().equals(month.minusYears(1)))
            .flatMap(e -> Stream.ofNullable(e.pulled()))
            .flatMap(then -> then.told(now.indicator()).stream())
            .findFirst();
    boolean whole = !Period.parse(now.period()).last().isAfter(month.atEndOfMonth());
    return kept.isEmpty() && whole
        ? figures.pull(List.of(now.indicator()), month.minusYears(1))
        : kept;
  }

  /**
   * The entry as it is judged now.
   *
   * @param today in the city's zone
   * @param late true once the time for reports is over
   */
  Entry judge(
      Entry entry,
      DispatchMonth month,
      Map<String, Commitment> promises,
      LocalDate today,
      boolean late) {
    Optional<Item> found = plan.find(entry.item());
    if (found.isEmpty()) {
      return entry; // the plan's text changed since; what was reported stays
    }
    Item item = found.get();
    LocalDate day = month.judgedOn(today);
    Entry pulled = entry.judged(pull(item, entry), null, List.of());
    Commitment promise = promises.getOrDefault(item.id(), Commitment.NONE);
    @Nullable Double pace = promise.pace(item, day).orElse(null);
    @Nullable LocalDate due = promise.last(item, day).orElse(null);
    boolean reported = entry.state() == EntryState.REPORTED || pulled.byEngine(item) || !late;
    List<Known> earlier =
        store.entriesOf(item.id()).stream()
            .filter(e -> e.month().isBefore(entry.month()))
            .map(e -> earlier(item, e, pulled, due))
            .collect(Collectors.toCollection(ArrayList::new));
    @Nullable Pulled engine = pulled.pulled();
    if (engine != null && earlier.stream().allMatch(e -> e.figure() == null)) {
      yearBefore(item, entry.month(), engine)
          .ifPresent(then -> earlier.add(pastFigure(item, then, due)));
    }
    List<Flag> flags =
        Lagging.flags(plan.rules(), known(item, pulled, pace, due, reported), day, earlier);
    return entry.judged(pulled.pulled(), pace, flags);
  }

  /**
   * An earlier month; its figure only where it may be held against the one of now. A figure of the
   * engine is held against the same month of the year before: the running year's count only grows,
   * and a share has its seasons. A unit's figure is held against its last one.
   */
  private static Known earlier(Item item, Entry e, Entry now, @Nullable LocalDate due) {
    @Nullable Pulled engine = now.pulled();
    @Nullable Pulled then = e.pulled();
    @Nullable Double figure =
        engine == null
            ? then == null ? e.figure() : null
            : then != null && e.month().equals(now.month().minusYears(1))
                ? then.told(engine.indicator()).map(Pulled::value).orElse(null)
                : null;
    return new Known(item, e.progress(item), figure, e.pace(), due, true);
  }

  /** Of a month that was not dispatched only the engine's figure is known. */
  private static Known pastFigure(Item item, Pulled then, @Nullable LocalDate due) {
    Progress none = new Progress(null, Progress.Basis.NONE, null);
    return new Known(item, none, then.value(), null, due, true);
  }

  private static Known known(
      Item item, Entry entry, @Nullable Double pace, @Nullable LocalDate due, boolean reported) {
    return new Known(item, entry.progress(item), entry.figure(), pace, due, reported);
  }

  /** Whether reports are late at {@code now}. */
  static boolean late(DispatchMonth month, Instant now) {
    return month.state() != MonthState.OPEN || now.isAfter(month.reportsDue());
  }
}
