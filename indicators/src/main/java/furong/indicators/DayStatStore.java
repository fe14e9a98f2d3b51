package furong.indicators;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Port: day statistics on record, one per (thing, property, day). */
public interface DayStatStore {

  /** Puts each in place of the one with the same thing, property and day. */
  void put(Collection<DayStat> stats);

  /** Takes away the statistic of a day that has no observation any more. */
  void remove(long thing, String property, LocalDate day);

  /**
   * The statistics of the things that lie in {@code division} or below, ordered by day, thing and
   * property.
   *
   * @param first first day, included
   * @param last last day, included
   */
  List<DayStat> within(
      String division, Collection<String> properties, LocalDate first, LocalDate last);

  /** The mean of a property over the valid days of a division and below. Bounds included. */
  default DayMean mean(String division, String property, LocalDate first, LocalDate last) {
    return DayMean.of(within(division, List.of(property), first, last));
  }

  /** The mean of a property over an hour of a day in a division and below. */
  default DayMean hourMean(String division, String property, LocalDate day, int hour) {
    return DayMean.ofHour(within(division, List.of(property), day, day), hour);
  }

  /** The statistics of these things and properties on these days, in the same order. */
  List<DayStat> of(
      Collection<Long> things, Collection<String> properties, Collection<LocalDate> days);

  /** Every statistic of these properties on these days, of the whole city, in the same order. */
  List<DayStat> onDays(Collection<String> properties, Collection<LocalDate> days);
}
