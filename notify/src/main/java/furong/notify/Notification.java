package furong.notify;

import furong.base.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One message to one recipient over one channel.
 *
 * @param id given by the store; 0 before
 * @param key two with the same key are the same message: it is sent once, and the recipient can
 *     tell
 * @param channel {@code inbox}, {@code mail} or {@code webhook}
 * @param recipient id of the user, or of the webhook
 * @param address mail address or URL; empty for the inbox
 * @param alerts that it tells of
 * @param cases that it tells of
 * @param step 0 for the first, then the escalations
 * @param dueAt not to be sent before
 * @param error what the last try came to; empty when it went well
 */
public record Notification(
    long id,
    String key,
    String channel,
    String recipient,
    String address,
    List<String> alerts,
    List<Long> cases,
    int step,
    Level level,
    String division,
    String subject,
    String body,
    Instant createdAt,
    Instant dueAt,
    int attempts,
    State state,
    String error,
    @Nullable Instant sentAt,
    @Nullable Instant readAt) {

  private static final String INBOX = "inbox";

  /** Some ten pages: a person looks at the platform for the rest. */
  private static final int LONGEST_BODY = 20_000;

  private static final String MORE = "\n\n… 更多请见平台 more on the platform";

  /** Where it stands. */
  public enum State {
    WAITING,
    SENT,
    /** Given up after the last try; shown to the administrator. */
    FAILED,
    /** Not needed any more: everything it tells of was acknowledged or had ended. */
    DROPPED
  }

  public Notification {
    alerts = List.copyOf(alerts);
    cases = List.copyOf(cases);
  }

  public Notification sent(Instant at) {
    return with(dueAt, State.SENT, "", at);
  }

  public Notification dropped() {
    return with(dueAt, State.DROPPED, "", null);
  }

  public Notification again(Instant at, String why) {
    return with(at, State.WAITING, why, null);
  }

  public Notification failed(String why) {
    return with(dueAt, State.FAILED, why, null);
  }

  /** True while something may be written into it: unread in an inbox, or untried on its way. */
  boolean takesMore() {
    return channel.equals(INBOX) ? readAt == null : state == State.WAITING && attempts == 0;
  }

  /** When the next letter of its subject may go: at once into an inbox, else {@code time} later. */
  Instant freeFrom(Duration time) {
    Instant left = sentAt == null ? createdAt : sentAt;
    return channel.equals(INBOX) ? createdAt : left.plus(time);
  }

  Notification notBefore(Instant at) {
    return dueAt.isBefore(at) ? with(at, state, error, sentAt) : this;
  }

  /** This letter with what another says; its own time, but that of a worse one. */
  public Notification withMore(Notification other) {
    Set<String> allAlerts = new LinkedHashSet<>(alerts);
    allAlerts.addAll(other.alerts);
    Set<Long> allCases = new LinkedHashSet<>(cases);
    allCases.addAll(other.cases);
    boolean worse = other.level.worseThan(level);
    boolean room = body.length() + other.body.length() < LONGEST_BODY;
    return new Notification(
        id,
        key,
        channel,
        recipient,
        address,
        List.copyOf(allAlerts),
        List.copyOf(allCases),
        step,
        worse ? other.level : level,
        division,
        subject,
        room ? body + "\n\n" + other.body : body.endsWith(MORE) ? body : body + MORE,
        createdAt,
        worse ? other.dueAt : dueAt,
        attempts,
        state,
        error,
        sentAt,
        readAt);
  }

  private Notification with(
      Instant newDue, State newState, String newError, @Nullable Instant newSent) {
    return new Notification(
        id, key, channel, recipient, address, alerts, cases, step, level, division, subject, body,
        createdAt, newDue, attempts, newState, newError, newSent, readAt);
  }
}
