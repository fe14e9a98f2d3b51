package furong.notify;

import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST_STREET;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.cases.Alert;
import furong.notify.Channel.Outcome;
import furong.notify.Notification.State;
import furong.people.Role;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When alerts are told, and when again; see {@link NotifyWorld}. */
class NotifyDeskTest extends NotifyWorld {

  @Test
  void tellsWhoeverAnswersForThePlaceOnceAfterTheGroupHadItsTime() {
    open("a", Level.II);
    at(0);
    assertThat(inbox("wei")).isZero();
    at(30);
    at(31);
    at(60);
    assertThat(inbox("wei")).isEqualTo(1);
    assertThat(mails).hasSize(1);
    assertThat(inbox("dong")).isZero(); // of another county
    assertThat(inbox("chen")).isZero(); // not yet
    assertThat(heard).containsExactly("wei");
  }

  @Test
  void escalatesWhenNobodyAcknowledges() {
    open("a", Level.II);
    at(0);
    at(30);
    at(30 + 599);
    assertThat(inbox("chen")).isZero();
    at(30 + 600); // ten minutes after the first step
    assertThat(inbox("chen")).isEqualTo(1);
    at(7_200);
    assertThat(inbox("chen")).isEqualTo(1);
    assertThat(inbox("wei")).isEqualTo(1);
  }

  @Test
  void staysQuietWhenSomebodyAcknowledges() {
    Alert a = open("a", Level.II);
    at(0);
    at(30);
    alerts.save(a.acknowledged("wei", TEN.plusSeconds(60)));
    at(30 + 600);
    assertThat(inbox("chen")).isZero();
  }

  @Test
  void staysQuietWhenItClears() {
    Alert a = open("a", Level.II);
    at(0);
    alerts.save(a.cleared(TEN.plusSeconds(10)));
    at(30);
    assertThat(inbox("wei")).isZero();
    assertThat(mails).isEmpty();
  }

  @Test
  void whatWasWithdrawnAndIsBackIsNotToldTwice() {
    Alert a = open("a", Level.II);
    at(0);
    at(30);
    assertThat(inbox("wei")).isEqualTo(1);
    save(a.cleared(TEN.plusSeconds(60)));
    at(30 + 600); // its next step was due, and it is over
    save(a.changed(Level.II, TEN.plusSeconds(700), java.util.Map.of(), "restored"));
    at(700);
    at(30 + 900); // a new round would be told by now
    assertThat(inbox("wei")).isEqualTo(1);
    assertThat(inbox("chen")).isZero();
    at(700 + 600); // the ten minutes of its next step, from its return
    assertThat(inbox("chen")).isEqualTo(1);
    assertThat(inbox("wei")).isEqualTo(1);
  }

  @Test
  void whatIsBackBeforeAnybodyWasToldIsToldOnce() {
    Alert a = open("a", Level.II);
    at(0);
    save(a.cleared(TEN.plusSeconds(10)));
    at(30);
    assertThat(inbox("wei")).isZero();
    save(a.changed(Level.II, TEN.plusSeconds(40), java.util.Map.of(), "restored"));
    at(40);
    at(70);
    assertThat(inbox("wei")).isEqualTo(1);
  }

  private void save(Alert alert) {
    alerts.save(alert);
    board.changed(alert);
  }

  @Test
  void whatIsWorseIsToldAgainThoughItWasAcknowledgedBefore() {
    Alert a = open("a", Level.III);
    at(0);
    at(30);
    Alert seen = a.acknowledged("wei", TEN.plusSeconds(60));
    alerts.save(seen);
    at(90);
    Alert worse = seen.changed(Level.I, TEN.plusSeconds(100), java.util.Map.of(), "red now");
    alerts.save(worse);
    board.changed(worse);
    at(100);
    at(30 + 300); // five minutes lie between two messages of a group
    assertThat(inbox("wei")).isEqualTo(2);
  }

  @Test
  void aStormOfOneGroupIsOneMessage() {
    for (int i = 0; i < 50; i++) {
      open("a" + i, Level.III);
    }
    at(0);
    at(30);
    assertThat(inbox("wei")).isEqualTo(1);
    assertThat(mails).hasSize(1);
    assertThat(store.inbox("wei", false, 0, 1).getFirst().alerts()).hasSize(50);
    open("late", Level.III);
    at(60);
    at(30 + 299);
    assertThat(inbox("wei")).isEqualTo(1);
    at(30 + 300);
    assertThat(inbox("wei")).isEqualTo(2);
  }

  @Test
  void whatIsMutedWaitsAndIsToldWhenTheMuteEnds() {
    open("a", Level.II);
    board.shelves(List.of(new Shelf("a", TEN.plusSeconds(300), "等人", "wei", TEN)));
    at(0);
    at(30);
    at(290);
    assertThat(inbox("wei")).isZero();
    at(400);
    assertThat(inbox("wei")).isEqualTo(1);
  }

  @Test
  void whoIsOnDutyIsToldAndTheOthersAreNot() {
    users.add(SmallTown.user("xia", Role.OPERATOR, SmallTown.WEST, "operations-510104"), "x", TEN);
    rosters.add(new Shift(0, "operations-510104", "xia", TEN, TEN.plusSeconds(28_800), ""));
    open("a", Level.II);
    at(0);
    at(30);
    assertThat(inbox("xia")).isEqualTo(1);
    assertThat(inbox("wei")).isZero();
  }

  @Test
  void quietHoursHoldAYellowMailAndNotARedOne() {
    store.save(new Contact("wei", "wei@furong.city", LocalTime.of(9, 0), LocalTime.of(11, 0)));
    open("yellow", Level.III);
    at(0);
    at(30);
    assertThat(mails).isEmpty();
    assertThat(inbox("wei")).isEqualTo(1); // the inbox is looked at by those who are awake
    at(3_600); // 11:00
    assertThat(mails).hasSize(1);
    Alert red = SmallTown.alert("red", "gas.leak", Level.I, WEST_STREET);
    now = TEN;
    alerts.save(red);
    desk.tick();
    now = TEN.plusSeconds(30);
    desk.tick();
    courier.deliver();
    assertThat(mails).hasSize(2);
  }

  @Test
  void triesAgainLaterAndLater() {
    outcome = new Outcome.Later("no answer");
    open("a", Level.II);
    at(0);
    at(30);
    assertThat(mails).hasSize(1);
    at(39);
    assertThat(mails).hasSize(1);
    at(40); // 10 s after the first
    assertThat(mails).hasSize(2);
    at(59);
    assertThat(mails).hasSize(2);
    outcome = new Outcome.Delivered();
    at(60); // 20 s after the second
    assertThat(mails).hasSize(3);
    at(3_000);
    assertThat(mails).hasSize(3);
  }

  @Test
  void givesUpWhatNeverWillWork() {
    outcome = new Outcome.Never("no such mailbox");
    open("a", Level.II);
    at(0);
    at(30);
    at(4_000);
    assertThat(mails).hasSize(1);
    assertThat(store.outbox(State.FAILED, 0, 10).getFirst().error()).isEqualTo("no such mailbox");
  }

  @Test
  void anEscalationThatWaitedUntilSomebodyAcknowledgedIsDropped() {
    store.save(
        new Hook(
            0,
            "sms",
            "http://127.0.0.1:1/",
            "0123456789abcdef",
            SmallTown.CITY_CODE,
            Level.IV,
            true));
    Alert a = open("a", Level.II);
    at(0);
    at(30);
    outcome = new Outcome.Later("gateway down");
    at(630);
    long tried = mails.size();
    alerts.save(a.acknowledged("wei", TEN.plusSeconds(640)));
    at(700);
    assertThat(mails).hasSize((int) tried);
    assertThat(store.outbox(State.DROPPED, 0, 10)).hasSize(1);
  }

  @Test
  void loadedHistoryTellsNobody() {
    Alert a = SmallTown.alert("old", "air.heavy", Level.I, WEST_STREET);
    alerts.save(
        new Alert(
            a.id(),
            a.rule(),
            a.pack(),
            a.packVersion(),
            a.level(),
            a.openedAt(),
            a.changedAt(),
            null,
            a.thing(),
            a.division(),
            a.inputs(),
            a.reason(),
            false,
            false,
            null,
            null,
            null,
            null));
    at(0);
    at(30);
    assertThat(inbox("wei")).isZero();
  }

  @Test
  void aNewProgramOnTheSameStoreGoesOnWhereTheOldOneStopped() {
    open("a", Level.II);
    at(0);
    at(30);
    now = TEN.plusSeconds(31);
    newDesk(rules).tick();
    new Courier(store, alerts, List.of(new Recorder("mail")), () -> now).deliver();
    assertThat(inbox("wei")).isEqualTo(1);
    assertThat(mails).hasSize(1);
  }
}
