package furong.plan;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A supervised item (督办): what a meeting decided or a health check found, who does it by when, and
 * its proof.
 *
 * @param id given by the store; 0 before it is kept
 * @param number {@code DB-2025-11-03}: the month and a running number in it; {@code TJ-2025-003}
 *     for an ailment of the health check of that year
 * @param month of the meeting, with {@code entry} and {@code item}; null, and these null and empty,
 *     where no meeting decided it
 * @param origin the ailment that it is about; null where a meeting decided it
 * @param words what is to be done
 * @param doer id of the person who reported it done; null while open
 * @param proof words of that person
 * @param returns how often the proof was rejected
 */
public record Supervised(
    long id,
    String number,
    @Nullable YearMonth month,
    @Nullable Long entry,
    String item,
    @Nullable Origin origin,
    String words,
    String unit,
    SupervisedState state,
    Instant openedAt,
    Instant dueAt,
    @Nullable String doer,
    String proof,
    @Nullable Instant doneAt,
    @Nullable Instant closedAt,
    int returns,
    long version) {

  public Supervised {
    if ((month == null) != (entry == null) || (month == null) == (origin == null)) {
      throw new IllegalArgumentException(
          number + " comes from a meeting or from an ailment: " + month + ", " + origin);
    }
  }

  /** What a meeting decided about an entry. */
  static Supervised decided(
      String number, Entry entry, String words, String unit, Instant now, Instant due) {
    return new Supervised(
        0,
        number,
        entry.month(),
        entry.id(),
        entry.item(),
        null,
        words,
        unit,
        SupervisedState.OPEN,
        now,
        due,
        null,
        "",
        null,
        null,
        0,
        1);
  }

  /** What is to be done about an ailment. */
  static Supervised about(
      String number, Origin origin, String words, String unit, Instant now, Instant due) {
    return new Supervised(
        0,
        number,
        null,
        null,
        "",
        origin,
        words,
        unit,
        SupervisedState.OPEN,
        now,
        due,
        null,
        "",
        null,
        null,
        0,
        1);
  }

  public boolean overdue(Instant now) {
    return state == SupervisedState.OPEN && now.isAfter(dueAt);
  }

  public Supervised withId(long newId) {
    return new Supervised(
        newId, number, month, entry, item, origin, words, unit, state, openedAt, dueAt, doer, proof,
        doneAt, closedAt, returns, version);
  }

  Supervised finished(String by, String proved, Instant now) {
    return to(SupervisedState.DONE, dueAt, by, proved, now, null, returns);
  }

  Supervised passed(Instant now) {
    return to(SupervisedState.CLOSED, dueAt, doer, proof, doneAt, now, returns);
  }

  Supervised rejected() {
    return to(SupervisedState.OPEN, dueAt, null, "", null, null, returns + 1);
  }

  Supervised extended(Instant due) {
    return to(SupervisedState.OPEN, due, null, "", null, null, returns);
  }

  private Supervised to(
      SupervisedState next,
      Instant due,
      @Nullable String by,
      String proved,
      @Nullable Instant done,
      @Nullable Instant closed,
      int rejected) {
    return new Supervised(
        id,
        number,
        month,
        entry,
        item,
        origin,
        words,
        unit,
        next,
        openedAt,
        due,
        by,
        proved,
        done,
        closed,
        rejected,
        version + 1);
  }
}
