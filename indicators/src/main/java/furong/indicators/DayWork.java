package furong.indicators;

import furong.base.Transactions;
import furong.indicators.DayReader.Key;
import furong.indicators.Figures.Touched;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.DayChanges;
import furong.observe.DirtyDay;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works off the days whose observations changed: statistics, division days, indicator values, all
 * in the transaction that takes the days off the queue. Cut off anywhere, it does the same days
 * again and comes to the same figures.
 *
 * <pre>{@code
 * while (work.round(DayWork.DAYS_A_ROUND).pastDays() > 0) {}
 * }</pre>
 *
 * One thread only.
 */
public final class DayWork {

  /**
   * Days of datastreams in one go. 20,000 days of hourly data are half a million observations and
   * about 20 MB of accumulators: large enough that the reads cost little each, small enough for the
   * memory of the smallest machine.
   */
  public static final int DAYS_A_ROUND = 20_000;

  private final DayChanges changes;
  private final Catalogue catalogue;
  private final DayReader reader;
  private final DayStatStore stats;
  private final Figures figures;
  private final Transactions transactions;
  private final IndicatorBook book;
  private final ZoneId zone;
  private final InstantSource clock;

  public DayWork(
      DayChanges changes,
      Catalogue catalogue,
      DayReader reader,
      DayStatStore stats,
      Figures figures,
      Transactions transactions,
      IndicatorBook book,
      ZoneId zone,
      InstantSource clock) {
    this.changes = changes;
    this.catalogue = catalogue;
    this.reader = reader;
    this.stats = stats;
    this.figures = figures;
    this.transactions = transactions;
    this.book = book;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * What a round did.
   *
   * @param taken days taken off the queue
   * @param pastDays those of them before today: when there were any, more may be waiting; today's
   *     come again with each new observation and can wait a while
   */
  public record Round(int taken, int pastDays) {}

  /** One round; does nothing when the queue is empty. */
  public Round round(int max) {
    return round(changes.take(max));
  }

  /** One round of days before today alone. */
  public Round past(int max) {
    return round(changes.takeBefore(today(clock.instant()), max));
  }

  private long today(Instant now) {
    return now.atZone(zone).toLocalDate().toEpochDay();
  }

  private Round round(List<DirtyDay> dirty) {
    if (dirty.isEmpty()) {
      return new Round(0, 0);
    }
    Instant now = clock.instant();
    long today = today(now);
    Set<Key> keys = keys(dirty);
    List<DayStat> computed = reader.stats(keys);
    transactions.inOne(() -> {
      put(keys, computed, now);
      changes.done(dirty);
    });
    return new Round(dirty.size(), (int) dirty.stream().filter(d -> d.epochDay() < today).count());
  }

  private Set<Key> keys(List<DirtyDay> dirty) {
    Set<Key> keys = new LinkedHashSet<>();
    Map<Long, Optional<DatastreamInfo>> known = new HashMap<>();
    Set<String> properties = book.rules().keySet();
    for (DirtyDay day : dirty) {
      known
          .computeIfAbsent(day.datastream(), catalogue::datastream)
          .filter(info -> properties.contains(info.property()))
          .ifPresent(info ->
              keys.add(
                  new Key(info.thing(), info.property(), LocalDate.ofEpochDay(day.epochDay()))));
    }
    return keys;
  }

  private void put(Set<Key> keys, List<DayStat> computed, Instant now) {
    Set<Key> empty = new HashSet<>(keys);
    Set<Touched> touched = new LinkedHashSet<>();
    // where they counted: a thing that moved since leaves its day there
    stood(keys).forEach(stat -> touched.add(touched(stat)));
    for (DayStat stat : computed) {
      empty.remove(new Key(stat.thing(), stat.property(), stat.day()));
      touched.add(touched(stat));
    }
    stats.put(computed);
    for (Key gone : empty) {
      stats.remove(gone.thing(), gone.property(), gone.day());
    }
    figures.refresh(touched, now);
  }

  private static Touched touched(DayStat stat) {
    return new Touched(stat.property(), stat.division(), stat.day());
  }

  private List<DayStat> stood(Set<Key> keys) {
    return stats
        .of(
            keys.stream().map(Key::thing).distinct().toList(),
            keys.stream().map(Key::property).distinct().toList(),
            keys.stream().map(Key::day).distinct().toList())
        .stream()
        .filter(stat -> keys.contains(new Key(stat.thing(), stat.property(), stat.day())))
        .toList();
  }
}
