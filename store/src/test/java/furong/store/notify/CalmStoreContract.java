package furong.store.notify;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.notify.Assignment;
import furong.notify.CalmStore;
import furong.notify.Contact;
import furong.notify.Hook;
import furong.notify.LogNote;
import furong.notify.Matcher;
import furong.notify.Notification;
import furong.notify.Notification.State;
import furong.notify.NotificationStore;
import furong.notify.RosterStore;
import furong.notify.Round;
import furong.notify.Shelf;
import furong.notify.Shift;
import furong.notify.Silence;
import furong.notify.Silence.Weekly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every keeper of silences, rosters and notifications does. Hours of 2026-03-02, UTC. */
abstract class CalmStoreContract {

  abstract AlertStore alerts();

  abstract CalmStore calm();

  abstract RosterStore rosters();

  abstract NotificationStore notifications();

  @Test
  void givesBackSilencesUntilTheyEnd() {
    CalmStore store = calm();
    Weekly nights =
        new Weekly(
            Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), LocalTime.of(22, 0), Duration.ofHours(4));
    Silence kept =
        store.add(
            new Silence(
                0,
                Matcher.parseAll(List.of("rule=water.*|air.*", "division!=510105")).orThrow(),
                hour(8),
                hour(20),
                nights,
                "检修",
                "op",
                hour(7),
                null));
    assertThat(store.findSilence(kept.id())).hasValue(kept);
    assertThat(store.silences(hour(19))).containsExactly(kept);
    assertThat(store.silences(hour(20))).isEmpty();
    store.update(kept.ended(hour(10)));
    assertThat(store.silences(hour(9))).hasSize(1);
    assertThat(store.silences(hour(10))).isEmpty();
  }

  @Test
  void assignmentsOfAnAlertAreKeptTheNewestFirst() {
    alerts().save(alert("a", Level.III));
    alerts().save(alert("b", Level.III));
    Assignment first = new Assignment("a", "wei", "wei", hour(1), "");
    Assignment second = new Assignment("a", "lan", "wei", hour(2), "请到现场");
    calm().assign(first);
    calm().assign(second);
    assertThat(calm().assignments("a")).containsExactly(second, first);
    assertThat(calm().assignments("b")).isEmpty();
  }

  @Test
  void anAlertIsWithWhoeverItWasGivenToLast() {
    List.of("a", "b", "c").forEach(id -> alerts().save(alert(id, Level.III)));
    Assignment passedOn = new Assignment("a", "wei", "wei", hour(1), "");
    Assignment newest = new Assignment("a", "lan", "wei", hour(2), "");
    Assignment other = new Assignment("b", "lan", "wei", hour(3), "");
    List.of(passedOn, newest, other).forEach(calm()::assign);
    assertThat(calm().assignedTo("lan", 10)).containsExactly("b", "a");
    assertThat(calm().assignedTo("lan", 1)).containsExactly("b");
    assertThat(calm().assignedTo("wei", 10)).isEmpty();
    assertThat(calm().newest(List.of("a", "b", "c"))).containsExactlyInAnyOrder(newest, other);
    assertThat(calm().newest(List.of("c"))).isEmpty();
    assertThat(calm().newest(List.of())).isEmpty();
  }

  @Test
  void aShelfHoldsAnAlertUntilItsTime() {
    alerts().save(alert("a", Level.III));
    CalmStore store = calm();
    store.shelve(new Shelf("a", hour(9), "x", "op", hour(8)));
    Shelf longer = new Shelf("a", hour(12), "y", "op", hour(8));
    store.shelve(longer);
    assertThat(store.shelves(hour(11))).containsExactly(longer);
    assertThat(store.shelves(hour(12))).isEmpty();
    assertThat(store.unshelve("a")).isTrue();
    assertThat(store.unshelve("a")).isFalse();
    assertThat(store.shelves(hour(8))).isEmpty();
  }

  @Test
  void shiftsAreThoseThatTouchThePeriod() {
    RosterStore store = rosters();
    Shift day = store.add(new Shift(0, "operations-510104", "wei", hour(0), hour(8), "n"));
    Shift late = store.add(new Shift(0, "operations-510104", "xia", hour(8), hour(16), ""));
    store.add(new Shift(0, "operations-510105", "dong", hour(0), hour(16), ""));
    assertThat(store.shifts("operations-510104", hour(7), hour(9))).containsExactly(day, late);
    assertThat(store.shifts("operations-510104", hour(8), hour(9))).containsExactly(late);
    assertThat(store.shifts("", hour(1), hour(2))).hasSize(2);
    assertThat(store.findShift(day.id())).hasValue(day);
    store.removeShift(day.id());
    assertThat(store.findShift(day.id())).isEmpty();
  }

  @Test
  void theLogIsReadFromItsEnd() {
    RosterStore store = rosters();
    LogNote note = store.append(new LogNote(0, "o", hour(8), "wei", null, "quiet", Map.of()));
    LogNote over =
        store.append(
            new LogNote(0, "o", hour(16), "wei", "xia", "all well", Map.of("openAlerts", 3L)));
    store.append(new LogNote(0, "p", hour(16), "wei", null, "elsewhere", Map.of()));
    assertThat(store.log("o", 0, 10)).containsExactly(over, note);
    assertThat(store.log("o", 1, 10)).containsExactly(note);
    assertThat(store.countLog("o")).isEqualTo(2);
  }

  @Test
  void freshAlertsHaveNoRoundOrGotWorse() {
    NotificationStore store = notifications();
    Alert a = alert("a", Level.III);
    alerts().save(a);
    alerts().save(alert("gone", Level.I).cleared(hour(9)));
    assertThat(store.fresh(10)).containsExactly(a);
    store.save(new Round("a", Level.III, hour(8), 0, hour(8), Round.State.RUNNING));
    assertThat(store.fresh(10)).isEmpty();
    Alert worse = a.changed(Level.II, hour(9), Map.of(), "worse");
    alerts().save(worse);
    assertThat(store.fresh(10)).containsExactly(worse);
    store.save(new Round("a", Level.II, hour(9), 0, hour(9), Round.State.CLEARED));
    assertThat(store.fresh(10)).containsExactly(worse); // open again, and nobody was told
    assertThat(store.returned(10)).isEmpty();
    store.save(new Round("a", Level.II, hour(9), 0, hour(9), Round.State.EXHAUSTED));
    assertThat(store.fresh(10)).isEmpty();
  }

  @Test
  void aRoundThatToldSomebodyReturnsWithItsAlert() {
    NotificationStore store = notifications();
    Alert a = alert("a", Level.II);
    Round told = new Round("a", Level.II, hour(8), 1, hour(9), Round.State.CLEARED);
    alerts().save(a.cleared(hour(9)));
    store.save(told);
    assertThat(store.returned(10)).isEmpty();
    alerts().save(a.changed(Level.II, hour(10), Map.of(), "restored"));
    assertThat(store.returned(10)).containsExactly(told);
    assertThat(store.fresh(10)).isEmpty();
    alerts().save(a.changed(Level.I, hour(10), Map.of(), "worse"));
    assertThat(store.returned(10)).isEmpty();
    assertThat(store.fresh(10)).hasSize(1);
  }

  @Test
  void roundsAreDueFromTheirTimeOnWhileTheyRun() {
    NotificationStore store = notifications();
    alerts().save(alert("a", Level.III));
    Round round = new Round("a", Level.III, hour(8), 1, hour(9), Round.State.RUNNING);
    store.save(round);
    assertThat(store.due(hour(8), 10)).isEmpty();
    assertThat(store.due(hour(9), 10)).containsExactly(round);
    store.save(new Round("a", Level.III, hour(8), 1, hour(9), Round.State.ACKNOWLEDGED));
    assertThat(store.due(hour(9), 10)).isEmpty();
    assertThat(store.lastTold("g")).isEmpty();
    store.told("g", hour(8));
    store.told("g", hour(9));
    assertThat(store.lastTold("g")).hasValue(hour(9));
  }

  @Test
  void aGroupThatWaitsWasNotTold() {
    NotificationStore store = notifications();
    assertThat(store.nextTold("g")).isEmpty();
    store.next("g", hour(8));
    assertThat(store.nextTold("g")).hasValue(hour(8));
    assertThat(store.lastTold("g")).isEmpty();
    store.told("g", hour(8));
    store.next("g", hour(9));
    assertThat(store.nextTold("g")).hasValue(hour(9));
    assertThat(store.lastTold("g")).hasValue(hour(8));
  }

  @Test
  void theYoungestOfASubjectIsFoundAndWrittenInto() {
    NotificationStore store = notifications();
    store.add(inbox("k1", "wei"));
    store.add(inbox("k2", "wei"));
    store.add(inbox("k3", "xia"));
    Notification like = inbox("k4", "wei");
    Notification found = store.lately(like, hour(8)).orElseThrow();
    assertThat(found.key()).isEqualTo("k2");
    assertThat(store.lately(like, hour(9))).isEmpty(); // made before
    assertThat(store.lately(mail("k4", hour(8)), hour(8))).isEmpty(); // another channel
    store.add(mail("k5", hour(8)));
    // one that waits is found whenever it was made
    Notification waiting = store.lately(mail("k6", hour(12)), hour(12)).orElseThrow();
    assertThat(waiting.key()).isEqualTo("k5");
    Notification more = waiting.withMore(mail("k6", hour(7)));
    store.rewrite(more);
    assertThat(store.lately(mail("k6", hour(12)), hour(12))).hasValue(more);
    assertThat(more.body()).isEqualTo("b\n\nb");
    assertThat(more.dueAt()).isEqualTo(hour(8)); // the other one is no worse
  }

  @Test
  void aKeyIsKeptOnceAndAClaimedOneIsNobodyElses() {
    NotificationStore store = notifications();
    assertThat(store.add(mail("k", hour(8)))).isTrue();
    assertThat(store.add(mail("k", hour(8)))).isFalse();
    assertThat(store.claim(hour(7), Duration.ofMinutes(2), 10)).isEmpty();
    List<Notification> claimed = store.claim(hour(8), Duration.ofMinutes(2), 10);
    assertThat(claimed).extracting(Notification::attempts).containsExactly(1);
    assertThat(store.claim(hour(8), Duration.ofMinutes(2), 10)).isEmpty();
    // whoever claimed it died: after the lease it is claimed again
    Instant later = hour(8).plusSeconds(120);
    assertThat(store.claim(later, Duration.ofMinutes(2), 10))
        .extracting(Notification::attempts)
        .containsExactly(2);
    store.settle(claimed.getFirst().sent(later));
    assertThat(store.claim(hour(20), Duration.ofMinutes(2), 10)).isEmpty();
    assertThat(store.outbox(State.SENT, 0, 10)).hasSize(1);
    assertThat(store.countOutbox(State.FAILED)).isZero();
    assertThat(store.countOutbox(null)).isEqualTo(1);
  }

  @Test
  void whatWasGivenUpGetsItsTriesAgainAndNothingElseDoes() {
    NotificationStore store = notifications();
    store.add(mail("k", hour(8)));
    Notification claimed = store.claim(hour(8), Duration.ofMinutes(2), 10).getFirst();
    assertThat(store.retry(claimed.id(), hour(9))).isFalse();
    store.settle(claimed.failed("it answered 500"));
    assertThat(store.claim(hour(20), Duration.ofMinutes(2), 10)).isEmpty();
    assertThat(store.retry(claimed.id(), hour(21))).isTrue();
    assertThat(store.retry(claimed.id(), hour(21))).isFalse();
    assertThat(store.claim(hour(21), Duration.ofMinutes(2), 10))
        .extracting(Notification::attempts)
        .containsExactly(1);
    assertThat(store.retry(claimed.id() + 1, hour(21))).isFalse();
  }

  @Test
  void anInboxIsReadByItsOwner() {
    NotificationStore store = notifications();
    store.add(inbox("k1", "wei"));
    store.add(inbox("k2", "wei"));
    store.add(inbox("k3", "xia"));
    List<Notification> all = store.inbox("wei", false, 0, 10);
    assertThat(all).extracting(Notification::key).containsExactly("k2", "k1");
    long first = all.getLast().id();
    store.read("xia", List.of(first), hour(9));
    assertThat(store.countInbox("wei", true)).isEqualTo(2);
    store.read("wei", List.of(first), hour(9));
    assertThat(store.inbox("wei", true, 0, 10)).extracting(Notification::key).containsExactly("k2");
    assertThat(store.countInbox("wei", false)).isEqualTo(2);
    assertThat(store.countOutbox(null)).isZero();
  }

  @Test
  void contactsAndWebhooksAreKept() {
    NotificationStore store = notifications();
    assertThat(store.contact("wei")).isEqualTo(Contact.none("wei"));
    Contact contact = new Contact("wei", "wei@f.city", LocalTime.of(22, 0), LocalTime.of(7, 30));
    store.save(contact);
    assertThat(store.contact("wei")).isEqualTo(contact);
    Hook hook =
        store.save(new Hook(0, "sms", "https://g/", "0123456789abcdef", "510100", Level.II, true));
    assertThat(store.hooks()).containsExactly(hook);
    Hook off = new Hook(hook.id(), "sms", "https://g/", hook.secret(), "510100", Level.I, false);
    store.save(off);
    assertThat(store.hooks()).containsExactly(off);
    store.removeHook(hook.id());
    assertThat(store.hooks()).isEmpty();
  }

  private static Notification mail(String key, Instant due) {
    return notification(key, "mail", "wei", due, State.WAITING);
  }

  private static Notification inbox(String key, String user) {
    return notification(key, "inbox", user, hour(8), State.SENT);
  }

  private static Notification notification(
      String key, String channel, String to, Instant due, State state) {
    return new Notification(
        0,
        key,
        channel,
        to,
        "",
        List.of("a"),
        List.of(7L),
        0,
        Level.II,
        "510104",
        "s",
        "b",
        hour(8),
        due,
        0,
        state,
        "",
        null,
        null);
  }

  static Alert alert(String id, Level level) {
    return new Alert(
        id,
        "air.heavy",
        "air",
        "1.0",
        level,
        hour(8),
        hour(8),
        null,
        7,
        "510104017",
        Map.of(),
        "because",
        false,
        true,
        null,
        null,
        null,
        null);
  }

  static Instant hour(int hour) {
    return Instant.parse("2026-03-02T00:00:00Z").plusSeconds(3_600L * hour);
  }
}
