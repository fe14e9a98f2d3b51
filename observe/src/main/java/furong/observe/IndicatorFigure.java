package furong.observe;

/**
 * What an indicator came to in a division and a period, as rules read it. Absolute: the newest one
 * of a period stands, and the same again changes nothing.
 *
 * @param indicator such as {@code air.heavy-days}
 * @param period such as {@code 2026-04} or {@code 2026}
 * @param value in the indicator's unit; NaN when it could not be computed
 * @param complete share of the days of the period, as far as it is over, that stand behind it
 */
public record IndicatorFigure(
    String indicator,
    String division,
    String period,
    double value,
    double complete,
    boolean simulated) {}
