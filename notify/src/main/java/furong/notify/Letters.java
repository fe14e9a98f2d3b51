package furong.notify;

import furong.base.Level;
import furong.base.Transactions;
import furong.notify.Notification.State;
import furong.people.User;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes to people about work that is no alert: into their inbox and, where they gave an address,
 * by mail. It goes through the same outbox as alerts, so nothing is lost and nothing comes twice.
 *
 * <pre>{@code
 * letters.send(user, new Letter("campaign/7/soon", "510104", "体检采集将截止", "..."), now);
 * }</pre>
 */
public final class Letters {

  /**
   * What is written.
   *
   * @param key the same person gets no second one with the same key
   * @param division that it is about
   */
  public record Letter(String key, String division, String subject, String body) {}

  private final NotificationStore store;
  private final Transactions transactions;
  private final ZoneId zone;
  private final BiConsumer<String, String> inboxListener;

  /**
   * @param inboxListener told (user, division) after something came into that user's inbox
   */
  public Letters(
      NotificationStore store,
      Transactions transactions,
      ZoneId zone,
      BiConsumer<String, String> inboxListener) {
    this.store = store;
    this.transactions = transactions;
    this.zone = zone;
    this.inboxListener = inboxListener;
  }

  /** Answers whether it is new to that person. */
  public boolean send(User to, Letter letter, Instant now) {
    boolean added = store.add(notification(to, letter, "inbox", "", now, now));
    if (added) {
      Contact contact = store.contact(to.id());
      if (!contact.mail().isEmpty()) {
        Instant at = contact.sendAt(now, zone);
        store.add(notification(to, letter, "mail", contact.mail(), now, at));
      }
      transactions.afterCommit(() -> inboxListener.accept(to.id(), letter.division()));
    }
    return added;
  }

  private static Notification notification(
      User to, Letter letter, String channel, String address, Instant now, Instant dueAt) {
    boolean inbox = channel.equals("inbox");
    return new Notification(
        0,
        letter.key() + "/" + channel + "/" + to.id(),
        channel,
        to.id(),
        address,
        List.of(),
        List.of(),
        0,
        Level.IV,
        letter.division(),
        letter.subject(),
        letter.body(),
        now,
        dueAt,
        0,
        inbox ? State.SENT : State.WAITING,
        "",
        inbox ? now : null,
        null);
  }
}
