package furong.plan;

import furong.base.Period;
import furong.plan.Entry.Pulled;
import furong.plan.Finding.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of every item at a cut-off: read once, then asked item by item. */
final class FactFinder {

  private final Plan plan;
  private final FigureSource figures;
  private final YearMonth cutoff;
  private final LocalDate day;
  private final Map<String, Commitment> promises;
  private final Map<String, List<Entry>> entries;
  private final Map<String, List<Supervised>> supervised;
  private final Instant end;

  /**
   * @param day on which items are judged
   */
  FactFinder(PlanOffice office, FigureSource figures, YearMonth cutoff, LocalDate day) {
    this.plan = office.plan();
    this.figures = figures;
    this.cutoff = cutoff;
    this.day = day;
    this.end = day.plusDays(1).atStartOfDay(office.city().zone()).toInstant();
    this.promises = Commitments.of(office.promises().changes(null));
    this.entries =
        office.months().months().stream()
            .map(DispatchMonth::month)
            .filter(month -> !month.isAfter(cutoff))
            .flatMap(month -> office.months().entries(month).stream())
            .collect(Collectors.groupingBy(Entry::item, HashMap::new, Collectors.toList()));
    this.supervised =
        office.months().supervised(DispatchStore.Query.all(Set.of())).stream()
            .filter(this::decided)
            .collect(Collectors.groupingBy(Supervised::item, HashMap::new, Collectors.toList()));
  }

  /** The unit that stands for the item now; null when nobody does. */
  @Nullable String unit(Item item) {
    return promises.getOrDefault(item.id(), Commitment.NONE).unit();
  }

  Facts of(Item item) {
    // months come newest first, and so do the entries
    List<Entry> months = entries.getOrDefault(item.id(), List.of());
    List<Supervised> decided = supervised.getOrDefault(item.id(), List.of());
    Commitment promise = promises.getOrDefault(item.id(), Commitment.NONE);
    @Nullable Pulled now =
        item instanceof Measured m
            ? Signs.asOf(m, figures, cutoff, day, p -> Optional.ofNullable(start(p))).orElse(null)
            : null;
    @Nullable Double figure = now != null ? Double.valueOf(now.value()) : lastFigure(months);
    return new Facts(
        Progress.of(item, now, figure, lastEstimate(months)),
        figure,
        now,
        now == null ? null : start(now),
        promise.pace(item, day).orElse(null),
        promise.last(item, day).orElse(null),
        months.size(),
        (int) months.stream().filter(e -> e.report() != null || e.byEngine(item)).count(),
        (int) months.stream().filter(e -> !e.flags().isEmpty()).count(),
        decided.size(),
        (int) decided.stream().filter(this::late).count(),
        promise.version());
  }

  /** By a month that counts; a meeting of November may sit in December. */
  private boolean decided(Supervised s) {
    @Nullable YearMonth month = s.month();
    return month == null ? s.openedAt().isBefore(end) : !month.isAfter(cutoff);
  }

  private boolean late(Supervised s) {
    @Nullable Instant done = s.doneAt();
    return done == null ? s.dueAt().isBefore(end) : done.isAfter(s.dueAt());
  }

  private static @Nullable Double lastFigure(List<Entry> months) {
    return months.stream()
        .map(Entry::report)
        .filter(Objects::nonNull)
        .map(Entry.Report::figure)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Integer lastEstimate(List<Entry> months) {
    return months.stream()
        .map(Entry::report)
        .filter(Objects::nonNull)
        .map(Entry.Report::progress)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * The same figure in the year before the plan began, else in the earliest year since; of the same
   * month where it is a month's.
   */
  private @Nullable Pulled start(Pulled now) {
    YearMonth last = YearMonth.from(Period.parse(now.period()).last());
    for (int year = plan.span().first().getYear() - 1; year < last.getYear(); year++) {
      @Nullable Pulled found =
          figures.pull(List.of(now.indicator()), YearMonth.of(year, last.getMonth())).orElse(null);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
