package furong.notify.cap;

import furong.base.Level;
import furong.city.Divisions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A warning of somebody else, as it is kept: theirs in every word.
 *
 * @param key sender, identifier and time: what makes it this message
 * @param thread key of the first message of the matter; the messages of one matter share it
 * @param references keys of the messages that it is about
 * @param status as CAP says it: {@code Actual}, {@code Test} ...
 * @param colour the level whose colour they themselves name; null when they name none
 * @param expires null when they say nothing
 * @param state as of its thread; whether its time is over is asked with a clock
 * @param replacedBy key of the message that took its place or cancelled it; null for none
 * @param streets codes of our streets whose area it meets
 * @param via who or what brought it
 */
public record Warning(
    String key,
    String thread,
    List<String> references,
    String sender,
    String identifier,
    Instant sent,
    String msgType,
    String status,
    Words words,
    @Nullable Level colour,
    @Nullable Instant effective,
    @Nullable Instant expires,
    State state,
    @Nullable String replacedBy,
    CapSeal seal,
    List<String> streets,
    String via,
    Instant receivedAt,
    String xml) {

  /** Where it stands in its thread. */
  public enum State {
    ACTIVE,
    /** An Update took its place. */
    REPLACED,
    CANCELLED,
    /** It warns of nothing itself: a cancellation, an acknowledgement, an error. */
    NOTED
  }

  /** What they say, in their language. */
  public record Words(
      String senderName,
      String event,
      String headline,
      String severity,
      String urgency,
      String certainty,
      String description,
      String instruction,
      String areas) {}

  public Warning {
    references = List.copyOf(references);
    streets = List.copyOf(streets);
  }

  /** True when it warns of something at that time. */
  public boolean inForce(Instant now) {
    return state == State.ACTIVE && (expires == null || now.isBefore(expires));
  }

  /**
   * True when it meets one of these divisions or a part of it, or names no place of ours: who is
   * listed it may read it, and nobody else.
   */
  public boolean concerns(List<String> divisions) {
    return streets.isEmpty()
        || streets.stream()
            .anyMatch(s ->
                divisions.stream()
                    .anyMatch(d -> Divisions.isWithin(s, d) || Divisions.isWithin(d, s)));
  }

  Warning ended(State newState, String by) {
    return new Warning(
        key,
        thread,
        references,
        sender,
        identifier,
        sent,
        msgType,
        status,
        words,
        colour,
        effective,
        expires,
        newState,
        by,
        seal,
        streets,
        via,
        receivedAt,
        xml);
  }
}
