package furong.indicators;

import org.jspecify.annotations.Nullable;

/**
 * One hour of one property of one thing.
 *
 * @param startMs start of the hour, Unix ms
 * @param count observations that took part
 * @param mean their mean; null when there is none
 * @param valid whether they cover enough of the hour for the mean to count
 */
public record HourStat(long startMs, int count, @Nullable Double mean, boolean valid) {}
