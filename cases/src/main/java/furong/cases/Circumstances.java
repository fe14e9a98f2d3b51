package furong.cases;

import furong.base.WorkCalendar;
import java.time.Instant;

/**
 * What an act is judged by besides the case and the person.
 *
 * @param categories with their conditions
 * @param openChildren how many parts of the case have not ended
 */
public record Circumstances(
    CasePolicy policy,
    CategoryBook categories,
    WorkCalendar calendar,
    Instant now,
    int openChildren) {}
