package furong.plan;

import java.time.YearMonth;

/**
 * What one criterion of the assessment (考核) came to for one unit in one month.
 *
 * @param weight in percent, as it stood then
 * @param good how many did well
 * @param of out of how many; 0 when there was nothing to do well
 */
public record Score(YearMonth month, String unit, String criterion, int weight, int good, int of) {}
