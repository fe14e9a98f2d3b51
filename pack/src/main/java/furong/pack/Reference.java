package furong.pack;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The interval within which a value is as it should be, for as long as its source is in force.
 *
 * @param validFrom first day, included
 * @param low null when the interval is open below
 * @param high null when it is open above
 * @param source the standard and clause
 */
public record Reference(
    LocalDate validFrom, @Nullable Double low, @Nullable Double high, String source) {}
