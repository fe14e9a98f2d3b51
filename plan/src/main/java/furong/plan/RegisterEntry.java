package furong.plan;

import furong.base.Level;
import furong.base.Text;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a register: the risk register (城市治理风险清单), the opportunity list (城市机会清单), or what was
 * added to the plan's text, tasks (任务分解) and projects (项目库).
 *
 * @param id given by the store; 0 before it is kept
 * @param item of the plan that it belongs to; null when to none; for a task the action or section
 * @param unit id of the organisation that answers for it; of a task the first one
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
    OPPORTUNITY,
    /** A task that a section or an action was broken down into. */
    TASK,
    /** A work that the plan's text does not call by name. */
    PROJECT
  }

  public RegisterEntry {
    if ((sort == Sort.RISK) != (level != null)) {
      throw new IllegalArgumentException("only a risk has a level");
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
