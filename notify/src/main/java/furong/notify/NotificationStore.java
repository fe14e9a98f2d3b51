package furong.notify;

import furong.cases.Alert;
import furong.notify.Notification.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: rounds of alerts, the outbox of notifications with the inboxes, contacts and webhooks. */
public interface NotificationStore {

  /**
   * Alerts that are open and live, and have no round yet, got worse since theirs began, or are open
   * again though it ended with them before anybody was told.
   */
  List<Alert> fresh(int limit);

  /**
   * Rounds that told somebody and ended with their alerts, which are open again and no worse: late
   * readings refuted them for a while.
   */
  List<Round> returned(int limit);

  /** Keeps a round in place of the alert's former one. */
  void save(Round round);

  /** Running rounds whose step is due; nobody else gets them until the transaction ends. */
  List<Round> due(Instant now, int limit);

  /** When the group was told last; empty when never. */
  Optional<Instant> lastTold(String group);

  void told(String group, Instant at);

  /** When the group's next first message was planned for, over or not; empty when never. */
  Optional<Instant> nextTold(String group);

  void next(String group, Instant at);

  /** Keeps it. @return false when one with its key is kept already; nothing is changed then */
  boolean add(Notification notification);

  /**
   * The youngest of the same channel, recipient and subject that was made or sent since then, or
   * waits; nobody takes it for sending until the transaction ends.
   */
  Optional<Notification> lately(Notification like, Instant since);

  /** Replaces level, body, alerts, cases and due time. */
  void rewrite(Notification notification);

  /**
   * Takes waiting ones that are due for sending: their attempts grow by one, and nobody else gets
   * them before the lease is over.
   */
  List<Notification> claim(Instant now, Duration lease, int limit);

  /** Replaces state, due time, error and time of sending. */
  void settle(Notification notification);

  /** The inbox of a user, newest first. @param unread only what was not read */
  List<Notification> inbox(String user, boolean unread, int offset, int limit);

  long countInbox(String user, boolean unread);

  /** Marks as read; ids of others are left alone. */
  void read(String user, List<Long> ids, Instant at);

  /** All channels but the inbox, newest first. */
  List<Notification> outbox(@Nullable State state, int offset, int limit);

  long countOutbox(@Nullable State state);

  /**
   * Gives one that was given up all its tries again, the first of them now.
   *
   * @return false when it is not one that was given up
   */
  boolean retry(long id, Instant now);

  Contact contact(String user);

  void save(Contact contact);

  List<Hook> hooks();

  /** Keeps a new one, or replaces the one with its id. */
  Hook save(Hook hook);

  void removeHook(long id);
}
