package furong.notify;

import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.notify.Notification.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outbox in memory, for small worlds. */
public final class MemoryNotifications implements NotificationStore {

  private final AlertStore alerts;
  private final Map<String, Round> rounds = new TreeMap<>();
  private final Map<String, Instant> told = new HashMap<>();
  private final Map<String, Instant> next = new HashMap<>();
  private final Map<Long, Notification> outbox = new TreeMap<>();
  private final Map<String, Contact> contacts = new HashMap<>();
  private final Map<Long, Hook> hooks = new TreeMap<>();

  public MemoryNotifications(AlertStore alerts) {
    this.alerts = alerts;
  }

  @Override
  public synchronized List<Alert> fresh(int limit) {
    AlertStore.Query open = AlertStore.Query.open(List.of(), Integer.MAX_VALUE);
    return alerts.list(open).stream()
        .filter(Alert::live)
        .filter(a -> {
          Round known = rounds.get(a.id());
          return known == null
              || (known.state() == Round.State.CLEARED && known.step() == 0)
              || a.level().worseThan(known.level());
        })
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Round> returned(int limit) {
    return rounds.values().stream()
        .filter(r -> r.state() == Round.State.CLEARED && r.step() > 0)
        .filter(r ->
            alerts
                .find(r.alert())
                .filter(a -> a.open() && a.live() && !a.level().worseThan(r.level()))
                .isPresent())
        .sorted(Comparator.comparing(Round::alert))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void save(Round round) {
    rounds.put(round.alert(), round);
  }

  @Override
  public synchronized List<Round> due(Instant now, int limit) {
    return rounds.values().stream()
        .filter(r -> r.state() == Round.State.RUNNING && !r.dueAt().isAfter(now))
        .sorted(Comparator.comparing(Round::dueAt).thenComparing(Round::alert))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Instant> lastTold(String group) {
    return Optional.ofNullable(told.get(group));
  }

  @Override
  public synchronized void told(String group, Instant at) {
    told.put(group, at);
  }

  @Override
  public synchronized Optional<Instant> nextTold(String group) {
    return Optional.ofNullable(next.get(group));
  }

  @Override
  public synchronized void next(String group, Instant at) {
    next.put(group, at);
  }

  @Override
  public synchronized boolean add(Notification n) {
    if (outbox.values().stream().anyMatch(o -> o.key().equals(n.key()))) {
      return false;
    }
    long id = outbox.size() + 1L;
    outbox.put(id, copy(n, id, n.attempts(), n.dueAt(), n.readAt()));
    return true;
  }

  @Override
  public synchronized Optional<Notification> lately(Notification like, Instant since) {
    return outbox.values().stream()
        .filter(n -> n.channel().equals(like.channel()))
        .filter(n -> n.recipient().equals(like.recipient()) && n.subject().equals(like.subject()))
        .filter(n ->
            n.state() == State.WAITING
                || !n.createdAt().isBefore(since)
                || n.sentAt() != null && !n.sentAt().isBefore(since))
        .max(Comparator.comparing(Notification::id));
  }

  @Override
  public synchronized void rewrite(Notification n) {
    outbox.put(n.id(), n);
  }

  private static Notification copy(
      Notification n, long id, int attempts, Instant dueAt, @Nullable Instant readAt) {
    return new Notification(
        id,
        n.key(),
        n.channel(),
        n.recipient(),
        n.address(),
        n.alerts(),
        n.cases(),
        n.step(),
        n.level(),
        n.division(),
        n.subject(),
        n.body(),
        n.createdAt(),
        dueAt,
        attempts,
        n.state(),
        n.error(),
        n.sentAt(),
        readAt);
  }

  @Override
  public synchronized List<Notification> claim(Instant now, Duration lease, int limit) {
    List<Notification> claimed = new ArrayList<>();
    for (Notification n : List.copyOf(outbox.values())) {
      if (claimed.size() < limit && n.state() == State.WAITING && !n.dueAt().isAfter(now)) {
        Notification taken = copy(n, n.id(), n.attempts() + 1, now.plus(lease), n.readAt());
        outbox.put(n.id(), taken);
        claimed.add(taken);
      }
    }
    return claimed;
  }

  @Override
  public synchronized void settle(Notification n) {
    outbox.put(n.id(), n);
  }

  @Override
  public synchronized boolean retry(long id, Instant now) {
    Notification n = outbox.get(id);
    if (n == null || n.state() != State.FAILED) {
      return false;
    }
    outbox.put(id, copy(n.again(now, n.error()), id, 0, now, n.readAt()));
    return true;
  }

  @Override
  public synchronized List<Notification> inbox(String user, boolean unread, int offset, int limit) {
    return inboxOf(user, unread)
        .sorted(Comparator.comparing(Notification::id).reversed())
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long countInbox(String user, boolean unread) {
    return inboxOf(user, unread).count();
  }

  private Stream<Notification> inboxOf(String user, boolean unread) {
    return outbox.values().stream()
        .filter(n -> n.channel().equals("inbox") && n.recipient().equals(user))
        .filter(n -> !unread || n.readAt() == null);
  }

  @Override
  public synchronized void read(String user, List<Long> ids, Instant at) {
    for (Long id : ids) {
      Notification n = outbox.get(id);
      if (n != null && n.recipient().equals(user) && n.readAt() == null) {
        outbox.put(id, copy(n, n.id(), n.attempts(), n.dueAt(), at));
      }
    }
  }

  @Override
  public synchronized List<Notification> outbox(@Nullable State state, int offset, int limit) {
    return outboxOf(state)
        .sorted(Comparator.comparing(Notification::id).reversed())
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long countOutbox(@Nullable State state) {
    return outboxOf(state).count();
  }

  private Stream<Notification> outboxOf(@Nullable State state) {
    return outbox.values().stream()
        .filter(n -> !n.channel().equals("inbox"))
        .filter(n -> state == null || n.state() == state);
  }

  @Override
  public synchronized Contact contact(String user) {
    return contacts.getOrDefault(user, Contact.none(user));
  }

  @Override
  public synchronized void save(Contact contact) {
    contacts.put(contact.user(), contact);
  }

  @Override
  public synchronized List<Hook> hooks() {
    return List.copyOf(hooks.values());
  }

  @Override
  public synchronized Hook save(Hook hook) {
    Hook kept = hook.id() == 0 ? hook.withId(hooks.size() + 1L) : hook;
    hooks.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized void removeHook(long id) {
    hooks.remove(id);
  }
}
