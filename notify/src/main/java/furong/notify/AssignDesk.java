package furong.notify;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.cases.Alert;
import furong.cases.AlertDesk;
import furong.cases.AlertStore;
import furong.notify.Notification.State;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.people.UserStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where an open alert is given to one person to look after. Whoever gives it away has seen it: it
 * counts as acknowledged and climbs no further. The person finds it in the inbox; mail and webhooks
 * are for what nobody has seen yet.
 *
 * <p>It is no dispatch: the case that the alert opened goes its own way, to an organisation.
 */
public final class AssignDesk {

  /** One line of a list. */
  private static final int MAX_NOTE = 500;

  /** Who looks after alerts; the same roles acknowledge them. */
  private static final Set<Role> ROLES = Set.of(Role.OPERATOR, Role.STREET);

  private final CalmStore store;
  private final AlertStore alerts;
  private final AlertDesk desk;
  private final NotificationStore notifications;
  private final UserStore users;
  private final NotifyWords words;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;
  private final CalmBoard board;
  private final Consumer<Assignment> listener;

  /**
   * @param listener told after an alert was given to somebody; unless that is who gave it, the
   *     inbox of that person has a line more
   */
  public AssignDesk(
      CalmStore store,
      AlertStore alerts,
      AlertDesk desk,
      NotificationStore notifications,
      UserStore users,
      NotifyWords words,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time,
      CalmBoard board,
      Consumer<Assignment> listener) {
    this.store = store;
    this.alerts = alerts;
    this.desk = desk;
    this.notifications = notifications;
    this.users = users;
    this.words = words;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
    this.board = board;
    this.listener = listener;
  }

  /** Whoever may look after an alert in {@code division}, the nearest to it first. */
  public List<User> people(String division) {
    return users.list().stream()
        .filter(u -> answers(u, division))
        .sorted(Comparator.comparingInt(AssignDesk::reach).reversed().thenComparing(User::login))
        .toList();
  }

  private static boolean answers(User user, String division) {
    return user.as(ROLES).isPresent() && user.scope().covers(division);
  }

  /** How narrow the scope is: a code of a grid is longer than that of its county. */
  private static int reach(User user) {
    return user.scope().divisions().stream().mapToInt(String::length).max().orElse(0);
  }

  /** Gives the alert to a person; what is said already is not said again. */
  public Result<Assignment> assign(Caller caller, String alert, String to, String note) {
    if (note.length() > MAX_NOTE) {
      return refused(Refusal.INVALID, "note", "at most " + MAX_NOTE + " characters");
    }
    return transactions.inOne(() ->
        alerts
            .knownLocked(alert)
            .then(a ->
                Rights.may(caller.user(), ROLES, a.division())
                    .then(role -> assign(caller, role, a, to, note.strip()))));
  }

  private Result<Assignment> assign(Caller caller, Role role, Alert alert, String to, String note) {
    if (users.findOpen(to).filter(u -> answers(u, alert.division())).isEmpty()) {
      return refused(Refusal.INVALID, "to", to + " does not answer for this place");
    }
    if (!alert.open()) {
      return refused(Refusal.CONFLICT, "alert", "it has cleared; there is nothing to look after");
    }
    return desk.acknowledge(caller, alert.id())
        .map(acknowledged -> keep(caller, role, alert, to, note));
  }

  private Assignment keep(Caller caller, Role role, Alert alert, String to, String note) {
    Instant now = Instant.ofEpochMilli(time.millis());
    Assignment given = new Assignment(alert.id(), to, caller.user().id(), now, note);
    Optional<Assignment> before = store.assignments(alert.id()).stream().findFirst();
    if (before.filter(b -> b.to().equals(to) && b.note().equals(note)).isPresent()) {
      return before.get();
    }
    store.assign(given);
    audit.append(
        AuditEntry.of(
            now,
            caller,
            role.name(),
            "alert.assign",
            "alert/" + alert.id(),
            before.map(b -> Map.of("to", b.to())).orElse(Map.of()),
            Map.of("to", to, "note", note)));
    if (!to.equals(caller.user().id())) {
      tell(alert, given);
    }
    transactions.afterCommit(() -> {
      board.assigned(List.of(given));
      listener.accept(given);
    });
    return given;
  }

  private void tell(Alert alert, Assignment given) {
    String hint = given.note().isEmpty() ? "" : given.note() + "\n\n";
    notifications.add(
        new Notification(
            0,
            "assign/" + alert.id() + "/" + given.to() + "/" + given.at().toEpochMilli(),
            "inbox",
            given.to(),
            "",
            List.of(alert.id()),
            List.of(),
            0,
            alert.level(),
            alert.division(),
            "〔指派给您 assigned to you〕" + words.subject(List.of(alert), 0),
            hint + words.body(List.of(alert), 1),
            given.at(),
            given.at(),
            0,
            State.SENT,
            "",
            given.at(),
            null));
  }

  private static Result<Assignment> refused(Refusal refusal, String place, String message) {
    return Result.refused(refusal, Notice.of("assign." + place, place, message));
  }
}
