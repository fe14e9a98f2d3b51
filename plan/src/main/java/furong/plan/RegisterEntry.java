package furong.plan;

import furong.base.Level;
import furong.base.Text;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of the risk register (城市治理风险清单) or of the opportunity list (城市机会清单).
 *
 * @param id given by the store; 0 before it is kept
 * @param item of the plan that it belongs to; null when to none
 * @param unit id of the organisation that answers for it
 * @param level of a risk; null for an opportunity
 * @param contact how to reach the unit; what is published of an opportunity
 * @param until until when an opportunity stands; null when no day is set
 * @param publishedAt null until it is published
 */
public record RegisterEntry(
    long id,
    Sort sort,
    RegisterState state,
    Text title,
    String words,
    @Nullable String item,
    String unit,
    @Nullable Level level,
    String contact,
    @Nullable LocalDate until,
    Instant addedAt,
    Instant changedAt,
    @Nullable Instant publishedAt,
    long version) {

  /** Which list. */
  public enum Sort {
    RISK,
    OPPORTUNITY
  }

  public RegisterEntry {
    if ((sort == Sort.RISK) != (level != null)) {
      throw new IllegalArgumentException("a risk has a level, an opportunity has none");
    }
  }

  public RegisterEntry withId(long newId) {
    return new RegisterEntry(
        newId,
        sort,
        state,
        title,
        words,
        item,
        unit,
        level,
        contact,
        until,
        addedAt,
        changedAt,
        publishedAt,
        version);
  }

  RegisterEntry next(RegisterState to, @Nullable Level newLevel, Instant now) {
    return new RegisterEntry(
        id,
        sort,
        to,
        title,
        words,
        item,
        unit,
        newLevel,
        contact,
        until,
        addedAt,
        now,
        to == RegisterState.PUBLISHED && publishedAt == null ? now : publishedAt,
        version + 1);
  }
}
