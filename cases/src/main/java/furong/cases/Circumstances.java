package furong.cases;

import furong.base.WorkCalendar;
import java.time.Instant;

/**
 * What an act is judged by besides the case and the person.
 *
 * @param openChildren how many parts of the case have not ended
 */
public record Circumstances(
    CasePolicy policy, WorkCalendar calendar, Instant now, int openChildren) {}
