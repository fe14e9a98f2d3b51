package furong.notify;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an organisation's duty log; it is never changed.
 *
 * @param id given by the store; 0 before
 * @param to the user who takes over; null for a plain note
 * @param facts how things stood at a hand-over: open alerts, cases ... by name
 */
public record LogNote(
    long id,
    String organisation,
    Instant at,
    String by,
    @Nullable String to,
    String text,
    Map<String, Long> facts) {

  public LogNote {
    facts = Map.copyOf(facts);
  }

  /** True for a hand-over, false for a note in between. */
  public boolean isHandOver() {
    return to != null;
  }

  public LogNote withId(long newId) {
    return new LogNote(newId, organisation, at, by, to, text, facts);
  }
}
