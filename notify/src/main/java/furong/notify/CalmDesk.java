package furong.notify;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.cases.AlertStore;
import furong.city.CityProfile;
import furong.notify.Silence.Weekly;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where people make it quiet: silences, maintenance windows, shelves. Each has a reason and an end,
 * and goes into the audit trail. A person silences the own divisions only: without a {@code
 * division=} condition the whole city is meant.
 */
public final class CalmDesk {

  /** A month: what is to be quiet for longer is a rule that wants to be changed. */
  public static final Duration LONGEST_SILENCE = Duration.ofDays(31);

  /** A year of maintenance windows; then somebody looks at them again. */
  public static final Duration LONGEST_WINDOWS = Duration.ofDays(366);

  /** A week: an alert that nobody needs to see for longer is none. */
  public static final Duration LONGEST_SHELF = Duration.ofDays(7);

  /** One line of a list. */
  private static final int MAX_REASON = 500;

  /** As many as a person can hold in mind while reading it. */
  private static final int MAX_MATCHERS = 20;

  private static final Set<Role> ROLES = Set.of(Role.OPERATOR);

  /** What somebody wants quiet. */
  public record Wish(
      List<String> matchers, Instant from, Instant to, @Nullable Weekly weekly, String reason) {}

  private final CalmStore store;
  private final AlertStore alerts;
  private final CalmBoard board;
  private final AuditTrail audit;
  private final CityProfile city;
  private final Transactions transactions;
  private final InstantSource time;
  private final Runnable listener;

  /**
   * @param listener told after each change is committed
   */
  public CalmDesk(
      CalmStore store,
      AlertStore alerts,
      CalmBoard board,
      AuditTrail audit,
      CityProfile city,
      Transactions transactions,
      InstantSource time,
      Runnable listener) {
    this.store = store;
    this.alerts = alerts;
    this.board = board;
    this.audit = audit;
    this.city = city;
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
  }

  /** Brings the board up to date with what is kept. */
  public void refresh() {
    Instant now = now();
    board.silences(store.silences(now));
    board.shelves(store.shelves(now));
    board.assigned(store.newest(board.ids()));
  }

  public Result<Silence> silence(Caller caller, Wish wish) {
    Result<List<Matcher>> matchers = Matcher.parseAll(wish.matchers());
    return matchers.then(all -> {
      Optional<Notice> fault = fault(all, wish);
      if (fault.isPresent()) {
        return Result.refused(Refusal.INVALID, fault.get());
      }
      return mayTouch(caller, all)
          .map(role ->
              transactions.inOne(() -> {
                Silence kept =
                    store.add(
                        new Silence(
                            0,
                            all,
                            wish.from(),
                            wish.to(),
                            wish.weekly(),
                            wish.reason().strip(),
                            caller.user().id(),
                            now(),
                            null));
                note(caller, role, "silence.add", "silence/" + kept.id(), Map.of(), facts(kept));
                return kept;
              }));
    });
  }

  private Optional<Notice> fault(List<Matcher> matchers, Wish wish) {
    Duration longest = wish.weekly() == null ? LONGEST_SILENCE : LONGEST_WINDOWS;
    if (matchers.isEmpty() || matchers.size() > MAX_MATCHERS) {
      return notice("matchers", "1 to " + MAX_MATCHERS + " conditions");
    }
    if (reasonFault(wish.reason())) {
      return notice("reason", "a reason of 1 to " + MAX_REASON + " characters");
    }
    if (!wish.from().isBefore(wish.to()) || !wish.to().isAfter(now())) {
      return notice("to", "it ends after it begins, and in the future");
    }
    if (Duration.between(wish.from(), wish.to()).compareTo(longest) > 0) {
      return notice("to", "at most " + longest.toDays() + " days");
    }
    return Optional.empty();
  }

  private static boolean reasonFault(String reason) {
    return reason.isBlank() || reason.length() > MAX_REASON;
  }

  private static Optional<Notice> notice(String place, String message) {
    return Optional.of(Notice.of("calm." + place, place, message));
  }

  /** Every division that the conditions name; the whole city when they name none. */
  private Result<Role> mayTouch(Caller caller, List<Matcher> matchers) {
    List<String> divisions =
        matchers.stream()
            .filter(m -> m.label().equals("division") && !m.negated())
            .findFirst()
            .map(Matcher::values)
            .orElse(List.of(city.divisions().root().code()));
    Result<Role> may = Rights.may(caller.user(), ROLES);
    for (String division : divisions) {
      may = may.then(role -> Rights.may(caller.user(), ROLES, division));
    }
    return may;
  }

  /** Ends a silence now. */
  public Result<Silence> end(Caller caller, long id) {
    Optional<Silence> found = store.findSilence(id);
    if (found.isEmpty()) {
      return Result.refused(
          Refusal.NOT_FOUND, Notice.of("calm.none", "", "There is no silence " + id));
    }
    Silence before = found.get();
    if (before.endedAt() != null) {
      return Result.ok(before);
    }
    return mayTouch(caller, before.matchers())
        .map(role ->
            transactions.inOne(() -> {
              Silence ended = before.ended(now());
              store.update(ended);
              note(
                  caller,
                  role,
                  "silence.end",
                  "silence/" + id,
                  Map.of("to", before.to().toString()),
                  Map.of("to", now().toString()));
              return ended;
            }));
  }

  /** Puts an alert aside. */
  public Result<Shelf> shelve(Caller caller, String alert, Instant until, String reason) {
    Instant now = now();
    if (reasonFault(reason)) {
      return Result.refused(
          Refusal.INVALID, notice("reason", "1 to " + MAX_REASON + " characters").orElseThrow());
    }
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SHELF))) {
      return Result.refused(
          Refusal.INVALID,
          notice("until", "up to " + LONGEST_SHELF.toDays() + " days from now").orElseThrow());
    }
    return alert(caller, alert)
        .map(role ->
            transactions.inOne(() -> {
              Shelf shelf = new Shelf(alert, until, reason.strip(), caller.user().id(), now);
              store.shelve(shelf);
              note(
                  caller,
                  role,
                  "alert.shelve",
                  "alert/" + alert,
                  Map.of(),
                  Map.of("until", until.toString(), "reason", shelf.reason()));
              return shelf;
            }));
  }

  /** Takes an alert from the shelf; one that is not there stays as it is. */
  public Result<Boolean> unshelve(Caller caller, String alert) {
    return alert(caller, alert)
        .map(role ->
            transactions.inOne(() -> {
              boolean was = store.unshelve(alert);
              if (was) {
                note(caller, role, "alert.unshelve", "alert/" + alert, Map.of(), Map.of());
              }
              return was;
            }));
  }

  private Result<Role> alert(Caller caller, String id) {
    return alerts.known(id).then(alert -> Rights.may(caller.user(), ROLES, alert.division()));
  }

  private void note(
      Caller caller,
      Role role,
      String action,
      String subject,
      Map<String, String> before,
      Map<String, String> after) {
    audit.append(AuditEntry.of(now(), caller, role.name(), action, subject, before, after));
    transactions.afterCommit(() -> {
      refresh();
      listener.run();
    });
  }

  private static Map<String, String> facts(Silence s) {
    return Map.of(
        "matchers",
        s.matchers().stream().map(Matcher::toString).collect(Collectors.joining(", ")),
        "from",
        s.from().toString(),
        "to",
        s.to().toString(),
        "weekly",
        String.valueOf(s.weekly()),
        "reason",
        s.reason());
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.millis());
  }
}
