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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
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
 * The first alert of a group waits for others, and whatever comes until then goes with it in one
 * message. What is muted waits, and is told when the mute ends. Who is told is whoever is on duty
 * at the step's organisation; when nobody is, its own people, and from the county upwards every
 * operator who answers for the place. A step that reaches nobody is followed by the next at once.
 *
 * <p>It pulls its work out of the store, so that nothing is lost when the program stops, and loaded
 * history tells nobody. A group of more alerts than one tick takes is told in two messages.
 */
public final class NotifyDesk {

  /** How often a muted alert is looked at again. */
  private static final Duration MUTED_WAIT = Duration.ofMinutes(1);

  /** One tick's work: a storm of more is told by the next ticks. */
  private static final int BATCH = 1_000;

  /** Steps of one time go out in one tick; twice the five levels is more than a plan has. */
  private static final int MOST_STEPS = 10;

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

  /** Does what is due. @return how many steps of alerts were told */
  public int tick() {
    return transactions.inOne(() -> {
      Instant now = Instant.ofEpochMilli(time.millis());
      Map<String, Instant> first = new HashMap<>();
      store
          .fresh(BATCH)
          .forEach(alert -> {
            Instant due = first.computeIfAbsent(group(alert), group -> firstTelling(group, now));
            store.save(new Round(alert.id(), alert.level(), now, 0, due, Round.State.RUNNING));
          });
      store.returned(BATCH).forEach(round -> store.save(goesOn(round, now)));
      int told = 0;
      int passed = 0;
      int last;
      do {
        last = pass(now);
        told += last;
        passed++;
      } while (last > 0 && passed < MOST_STEPS);
      return told;
    });
  }

  /** An alert that is back is the same one: nobody is told twice, and the next step waits anew. */
  private Round goesOn(Round round, Instant now) {
    List<Step> steps = rules.steps(round.level());
    return round.step() >= steps.size()
        ? round.over(Round.State.EXHAUSTED)
        : round.again(now.plus(untilNext(steps, round.step(), false)));
  }

  /** One step of each round that is due. @return how many alerts were told of */
  private int pass(Instant now) {
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
  }

  private record Due(Alert alert, Round round) {}

  private String group(Alert alert) {
    return board.group(alert).toString();
  }

  /** When the next first message of a group goes out: the one that others wait for, else a new. */
  private Instant firstTelling(String group, Instant now) {
    Optional<Instant> planned = store.nextTold(group).filter(at -> !at.isBefore(now));
    if (planned.isPresent()) {
      return planned.get();
    }
    Instant wait = now.plus(rules.groupWait());
    Instant due = tooSoon(group, wait).orElse(wait);
    store.next(group, due);
    return due;
  }

  /** When a group may be told again; empty when {@code at} is late enough. */
  private Optional<Instant> tooSoon(String group, Instant at) {
    return store.lastTold(group).map(last -> last.plus(rules.groupInterval())).filter(at::isBefore);
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
    if (alert.mutedBy() != null || board.mute(alert, now).isPresent()) {
      // at the full minute: what one silence held back is told together when it ends
      Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(MUTED_WAIT);
      return Optional.of(round.at(round.step(), next));
    }
    String group = group(alert);
    return round.step() == 0 && tooSoon(group, now).isPresent()
        ? Optional.of(round.at(0, firstTelling(group, now)))
        : Optional.empty();
  }

  private void tell(Bundle bundle, List<Due> due, Instant now) {
    List<Step> steps = rules.steps(bundle.level());
    Step step = steps.get(bundle.step());
    List<Alert> all = due.stream().map(Due::alert).toList();
    Instant begun = due.getFirst().round().startedAt();
    List<To> reached = recipients(step, all, now);
    int escalations = reached.isEmpty() ? 0 : escalations(bundle, all, now);
    reached.forEach(to -> enqueue(bundle, all, begun, escalations, to, now));
    if (bundle.step() == 0) {
      store.told(bundle.group(), now);
    }
    int next = bundle.step() + 1;
    for (Due one : due) {
      store.save(
          next < steps.size()
              ? one.round().at(next, now.plus(untilNext(steps, next, reached.isEmpty())))
              : one.round().at(next, now).over(Round.State.EXHAUSTED));
    }
  }

  /** Counted from the step before, since a mute may have held the first one up. */
  private static Duration untilNext(List<Step> steps, int next, boolean nobody) {
    return nobody ? Duration.ZERO : steps.get(next).after().minus(steps.get(next - 1).after());
  }

  private List<To> recipients(Step step, List<Alert> all, Instant now) {
    Alert first = all.getFirst();
    boolean breaksQuiet = rules.quietBreakers().contains(first.level());
    Optional<Organisation> organisation = organisation(step, first.division());
    List<To> to = new ArrayList<>();
    if (!belowCounty(step)) {
      to.addAll(
          recipients.of(
              organisation,
              Set.of(Role.OPERATOR),
              first.division(),
              step.channels(),
              breaksQuiet,
              now));
    } else if (organisation.isPresent()) {
      // whoever answers for a whole county is not told as if he sat in each of its streets
      to.addAll(recipients.within(organisation.get(), step.channels(), breaksQuiet, now));
    }
    if (step.channels().contains("webhook")) {
      store.hooks().stream()
          .filter(h -> h.active() && !h.mildest().worseThan(first.level()))
          .filter(h -> Divisions.isWithin(first.division(), h.division()))
          .forEach(h -> to.add(new To("webhook", Long.toString(h.id()), h.url(), now)));
    }
    return to;
  }

  private static boolean belowCounty(Step step) {
    return DivisionLevel.COUNTY.above(step.level());
  }

  /** None for a step that lies below the alert's own division. */
  private Optional<Organisation> organisation(Step step, String division) {
    String code = city.currentCode(division);
    Optional<Division> at = city.divisions().ancestor(code, step.level());
    if (at.isEmpty() && !belowCounty(step)) {
      at = city.divisions().ancestor(code, DivisionLevel.CITY);
    }
    return at.flatMap(d -> city.organisation(step.duty(), d.code()));
  }

  /**
   * How often it was escalated: earlier times of the plan at which there was somebody to tell, as
   * seen now. An empty post did not let anything lie. Who came on duty since counts as well.
   */
  private int escalations(Bundle bundle, List<Alert> all, Instant now) {
    List<Step> steps = rules.steps(bundle.level());
    Duration at = steps.get(bundle.step()).after();
    return (int)
        steps.subList(0, bundle.step()).stream()
            .filter(before -> before.after().compareTo(at) < 0)
            .filter(before -> !recipients(before, all, now).isEmpty())
            .map(Step::after)
            .distinct()
            .count();
  }

  private void enqueue(
      Bundle bundle, List<Alert> all, Instant begun, int escalations, To to, Instant now) {
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
                words.subject(all, escalations),
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
