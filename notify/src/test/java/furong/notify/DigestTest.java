package furong.notify;

import static furong.notify.SmallTown.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.cases.MemoryAlerts;
import furong.notify.Notification.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Five minutes lie between two mails of one subject to one person. */
class DigestTest {

  private final MemoryNotifications store = new MemoryNotifications(new MemoryAlerts());

  private boolean put(Notification letter) {
    return Digest.put(store, letter, Duration.ofMinutes(5));
  }

  private static Instant at(int seconds) {
    return TEN.plusSeconds(seconds);
  }

  private static Notification letter(String channel, String to, String subject, long c, int s) {
    boolean inbox = channel.equals("inbox");
    return new Notification(
        0,
        channel + "/" + to + "/" + c,
        channel,
        to,
        "",
        List.of(),
        List.of(c),
        0,
        Level.III,
        "510104",
        subject,
        "case " + c,
        at(s),
        at(s),
        0,
        inbox ? State.SENT : State.WAITING,
        "",
        inbox ? at(s) : null,
        null);
  }

  private static Notification mail(String subject, long c, int s) {
    return letter("mail", "wei", subject, c, s);
  }

  /** What leaves at that second. */
  private List<Notification> leaving(int s) {
    List<Notification> claimed = store.claim(at(s), Duration.ofMinutes(2), 10);
    claimed.forEach(n -> store.settle(n.sent(at(s))));
    return claimed;
  }

  @Test
  void whatComesBeforeTheMailHasLeftGoesWithIt() {
    put(mail("rain", 1, 0));
    put(mail("rain", 2, 1));
    assertThat(leaving(2))
        .singleElement()
        .satisfies(n -> {
          assertThat(n.cases()).containsExactly(1L, 2L);
          assertThat(n.body()).isEqualTo("case 1\n\ncase 2");
        });
  }

  @Test
  void sixOfOneSubjectAreTwoMails() {
    put(mail("rain", 1, 0));
    assertThat(leaving(2)).hasSize(1);
    for (int c = 2; c <= 6; c++) {
      put(mail("rain", c, 10 * c));
    }
    assertThat(leaving(301)).isEmpty();
    assertThat(leaving(302)) // five minutes after the first has left
        .singleElement()
        .satisfies(n -> assertThat(n.cases()).containsExactly(2L, 3L, 4L, 5L, 6L));
  }

  @Test
  void anotherSubjectAnotherPersonAndAnotherDayGoAtOnce() {
    put(mail("rain", 1, 0));
    put(mail("wind", 2, 1));
    put(letter("mail", "xia", "rain", 3, 1));
    assertThat(leaving(2)).hasSize(3);
    put(mail("rain", 4, 86_400));
    assertThat(leaving(86_400)).hasSize(1);
  }

  @Test
  void anUnreadLetterGrowsAndAReadOneDoesNot() {
    assertThat(put(letter("inbox", "wei", "rain", 1, 0))).isTrue();
    assertThat(put(letter("inbox", "wei", "rain", 2, 60))).isTrue();
    Notification first = store.inbox("wei", true, 0, 10).getFirst();
    assertThat(first.cases()).containsExactly(1L, 2L);
    store.read("wei", List.of(first.id()), at(70));
    put(letter("inbox", "wei", "rain", 3, 80));
    assertThat(store.countInbox("wei", false)).isEqualTo(2);
  }

  @Test
  void whatSaysNothingNewIsNoLetter() {
    put(letter("inbox", "wei", "rain", 1, 0));
    assertThat(put(letter("inbox", "wei", "rain", 1, 30))).isFalse();
    assertThat(store.inbox("wei", true, 0, 10).getFirst().body()).isEqualTo("case 1");
  }
}
