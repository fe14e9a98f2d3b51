package furong.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Letters of one subject to one person within a short time are one letter.
 *
 * <pre>{@code
 * Digest.put(store, letter, Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>A weather service sends a warning as one message a county, each with the same headline; who
 * stands in for several of them reads one letter. What comes while the first is unread, or has not
 * left yet, is written into it. A mail that has left takes nothing more in: the next one waits
 * until {@code time} after it, and takes in what comes until then. So a person gets at most one
 * mail of a subject in that time; a letter may be that much later. Webhooks are not for it.
 */
final class Digest {

  private Digest() {}

  /**
   * @param time between two letters of one subject
   * @return whether there is something new for that person
   */
  static boolean put(NotificationStore store, Notification letter, Duration time) {
    Instant since = letter.createdAt().minus(time);
    Optional<Notification> before = store.lately(letter, since);
    if (before.isEmpty()) {
      return store.add(letter);
    }
    Notification last = before.get();
    if (last.alerts().containsAll(letter.alerts()) && last.cases().containsAll(letter.cases())) {
      return false; // it says nothing new
    }
    if (last.takesMore()) {
      store.rewrite(last.withMore(letter));
      return true;
    }
    return store.add(letter.notBefore(last.freeFrom(time)));
  }
}
