package furong.notify;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Transactions;
import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.notify.CityCalm.Step;
import furong.notify.Notification.State;
import furong.notify.Recipients.To;
import furong.people.Role;
import furong.people.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads each open alert through the steps of its plan until somebody acknowledges it.
 *
 * <pre>{@code
 * desk.tick();      // every few seconds; what is due goes into the outbox, in one transaction
 * }</pre>
 *
 * Alerts of the same group that are due together are told in one message. What is muted waits, and
 * is told when the mute ends. Who is told is whoever is on duty at the step's organisation; when
 * nobody is, every operator who answers for the place. It pulls its work out of the store, so that
 * nothing is lost when the program stops, and loaded history tells nobody.
 */
public final class NotifyDesk {

  /** How often a muted alert is looked at again. */
  private static final Duration MUTED_WAIT = Duration.ofMinutes(1);

  /** One tick's work: a storm of more is told by the next ticks. */
  private static final int BATCH = 1_000;

  /** Lines of one message; a person reads no more, and the rest is counted. */
  static final int MAX_LINES = 20;

  private record Bundle(String group, Level level, int step) {}

  private final NotificationStore store;
  private final AlertStore alerts;
  private final CalmBoard board;
  private final CityCalm rules;
  private final Recipients recipients;
  private final NotifyWords words;
  private final CityProfile city;
  private final Transactions transactions;
  private final InstantSource time;
  private final BiConsumer<String, String> inboxListener;

  /**
   * @param inboxListener told (user, division) after something came into that user's inbox
   */
  public NotifyDesk(
      NotificationStore store,
      AlertStore alerts,
      CalmBoard board,
      CityCalm rules,
      DutyDesk duty,
      UserStore users,
      NotifyWords words,
      CityProfile city,
      Transactions transactions,
      InstantSource time,
      BiConsumer<String, String> inboxListener) {
    this.store = store;
    this.alerts = alerts;
    this.board = board;
    this.rules = rules;
    this.recipients = new Recipients(store, duty, users, city);
    this.words = words;
    this.city = city;
    this.transactions = transactions;
    this.time = time;
    this.inboxListener = inboxListener;
  }

  /** Does what is due. @return how many alerts were told of */
  public int tick() {
    return transactions.inOne(() -> {
      Instant now = Instant.ofEpochMilli(time.millis());
      store.fresh(BATCH).forEach(alert -> begin(alert, now));
      Map<Bundle, List<Due>> bundles = new LinkedHashMap<>();
      for (Round round : store.due(now, BATCH)) {
        Optional<Alert> alert = alerts.find(round.alert());
        Optional<Round> other = alert.flatMap(a -> notNow(a, round, now));
        if (alert.isEmpty() || other.isPresent()) {
          store.save(other.orElse(round.over(Round.State.CLEARED)));
          continue;
        }
        Bundle bundle = new Bundle(group(alert.get()), round.level(), round.step());
        bundles.computeIfAbsent(bundle, b -> new ArrayList<>()).add(new Due(alert.get(), round));
      }
      bundles.forEach((bundle, due) -> tell(bundle, due, now));
      return bundles.values().stream().mapToInt(List::size).sum();
    });
  }

  private record Due(Alert alert, Round round) {}

  private String group(Alert alert) {
    return board.group(alert).toString();
  }

  private void begin(Alert alert, Instant now) {
    Instant wait = now.plus(rules.groupWait());
    Instant due =
        store
            .lastTold(group(alert))
            .map(last -> last.plus(rules.groupInterval()))
            .filter(wait::isBefore)
            .orElse(wait);
    store.save(new Round(alert.id(), alert.level(), now, 0, due, Round.State.RUNNING));
  }

  /** The round as it is to be kept when nothing is told now. */
  private Optional<Round> notNow(Alert alert, Round round, Instant now) {
    if (!alert.open()) {
      return Optional.of(round.over(Round.State.CLEARED));
    }
    @Nullable Instant acknowledged = alert.acknowledgedAt();
    if (acknowledged != null && !acknowledged.isBefore(round.startedAt())) {
      return Optional.of(round.over(Round.State.ACKNOWLEDGED));
    }
    if (round.step() >= rules.steps(round.level()).size()) {
      return Optional.of(round.over(Round.State.EXHAUSTED));
    }
    boolean quiet = alert.mutedBy() != null || board.mute(alert, now).isPresent();
    return quiet ? Optional.of(round.at(round.step(), now.plus(MUTED_WAIT))) : Optional.empty();
  }

  private void tell(Bundle bundle, List<Due> due, Instant now) {
    List<Step> steps = rules.steps(bundle.level());
    Step step = steps.get(bundle.step());
    List<Alert> all = due.stream().map(Due::alert).toList();
    Instant begun = due.getFirst().round().startedAt();
    recipients(step, all, now).forEach(to -> enqueue(bundle, all, begun, to, now));
    store.told(bundle.group(), now);
    for (Due one : due) {
      int next = bundle.step() + 1;
      store.save(
          next < steps.size()
              // counted from this step, since a mute may have held the first one up
              ? one.round().at(next, now.plus(steps.get(next).after().minus(step.after())))
              : one.round().at(next, now).over(Round.State.EXHAUSTED));
    }
  }

  private List<To> recipients(Step step, List<Alert> all, Instant now) {
    Alert first = all.getFirst();
    boolean breaksQuiet = rules.quietBreakers().contains(first.level());
    List<To> to =
        new ArrayList<>(
            recipients.of(
                organisation(step, first.division()),
                Set.of(Role.OPERATOR),
                first.division(),
                step.channels(),
                breaksQuiet,
                now));
    if (step.channels().contains("webhook")) {
      store.hooks().stream()
          .filter(h -> h.active() && !h.mildest().worseThan(first.level()))
          .filter(h -> Divisions.isWithin(first.division(), h.division()))
          .forEach(h -> to.add(new To("webhook", Long.toString(h.id()), h.url(), now)));
    }
    return to;
  }

  private Optional<Organisation> organisation(Step step, String division) {
    String code = city.currentCode(division);
    String at =
        city.divisions()
            .ancestor(code, step.level())
            .or(() -> city.divisions().ancestor(code, DivisionLevel.CITY))
            .map(Division::code)
            .orElse(code);
    return city.organisation(step.duty(), at);
  }

  private void enqueue(Bundle bundle, List<Alert> all, Instant begun, To to, Instant now) {
    Alert first = all.getFirst();
    boolean inbox = to.channel().equals("inbox");
    String key =
        String.join(
            "/",
            first.id(),
            Integer.toString(bundle.level().number()),
            Integer.toString(bundle.step()),
            Long.toString(begun.getEpochSecond()),
            to.channel(),
            to.recipient());
    boolean added =
        store.add(
            new Notification(
                0,
                key,
                to.channel(),
                to.recipient(),
                to.address(),
                all.stream().map(Alert::id).toList(),
                List.of(),
                bundle.step(),
                bundle.level(),
                first.division(),
                words.subject(all, bundle.step()),
                words.body(all.subList(0, Math.min(all.size(), MAX_LINES)), all.size()),
                now,
                to.dueAt(),
                0,
                inbox ? State.SENT : State.WAITING,
                "",
                inbox ? now : null,
                null));
    if (added && inbox) {
      transactions.afterCommit(() -> inboxListener.accept(to.recipient(), first.division()));
    }
  }
}
