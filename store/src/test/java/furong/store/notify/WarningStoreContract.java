package furong.store.notify;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.notify.cap.CapSeal;
import furong.notify.cap.Warning;
import furong.notify.cap.Warning.State;
import furong.notify.cap.Warning.Words;
import furong.notify.cap.WarningStore;
import furong.notify.cap.WarningStore.Query;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every keeper of warnings does. Hours are those of 2026-03-02, UTC. */
abstract class WarningStoreContract {

  abstract WarningStore store();

  /** A case that a division may point at. */
  abstract long someCase();

  @Test
  void keepsEachMessageOnce() {
    WarningStore store = store();
    Warning w = warning("a", 8, List.of("510104017"), 20);
    assertThat(store.add(w)).isTrue();
    assertThat(store.add(w)).isFalse();
    assertThat(store.find("a")).hasValue(w);
    assertThat(store.find("b")).isEmpty();
  }

  @Test
  void findsThoseThatNameAMessage() {
    WarningStore store = store();
    store.add(warning("a", 8, List.of(), null));
    Warning update = about(warning("b", 9, List.of(), null), "a");
    store.add(update);
    assertThat(store.naming("a")).containsExactly(update);
    assertThat(store.naming("b")).isEmpty();
  }

  @Test
  void listsTheNewestFirstByPlaceTimeAndWords() {
    WarningStore store = store();
    store.add(warning("west", 8, List.of("510104017"), 20));
    store.add(warning("east", 9, List.of("510105003"), 12));
    store.add(warning("nowhere", 7, List.of(), null));
    assertThat(keys(store, List.of(), null, null)).containsExactly("east", "west", "nowhere");
    assertThat(keys(store, List.of("510104"), null, null)).containsExactly("west", "nowhere");
    assertThat(keys(store, List.of("510104017001"), null, null)).containsExactly("west", "nowhere");
    // the eastern one ends at 12
    assertThat(keys(store, List.of(), hour(12), null)).containsExactly("west", "nowhere");
    assertThat(keys(store, List.of(), hour(11), null)).contains("east");
    assertThat(keys(store, List.of(), null, "HEAD EAST")).containsExactly("east");
  }

  @Test
  void whoIsListedAWarningMayReadItAndNobodyElse() {
    WarningStore store = store();
    List<Warning> all =
        List.of(
            warning("west", 8, List.of("510104017"), 20),
            warning("both", 9, List.of("510104017", "510105003"), 12),
            warning("nowhere", 7, List.of(), null));
    all.forEach(store::add);
    for (String division :
        List.of("510100", "510104", "510105", "510105003", "510104017001", "510106")) {
      assertThat(keys(store, List.of(division), null, null))
          .as(division)
          .containsExactlyInAnyOrderElementsOf(
              all.stream().filter(w -> w.concerns(List.of(division))).map(Warning::key).toList());
    }
    assertThat(keys(store, List.of("510105"), null, null)).containsExactly("both", "nowhere");
  }

  @Test
  void whatIsReplacedIsNotInForce() {
    WarningStore store = store();
    Warning w = warning("a", 8, List.of(), null);
    store.add(w);
    assertThat(keys(store, List.of(), hour(9), null)).containsExactly("a");
    store.update(ended(w));
    assertThat(keys(store, List.of(), hour(9), null)).isEmpty();
    assertThat(store.find("a").orElseThrow().replacedBy()).isEqualTo("b");
  }

  @Test
  void aDivisionIsTakenOnceAThread() {
    WarningStore store = store();
    assertThat(store.claim("t", "510104017")).isTrue();
    assertThat(store.claim("t", "510104017")).isFalse();
    assertThat(store.claim("u", "510104017")).isTrue();
    assertThat(store.cases("t")).isEmpty();
    long id = someCase();
    store.setCase("t", "510104017", id);
    assertThat(store.cases("t")).containsEntry("510104017", id).hasSize(1);
  }

  private static List<String> keys(
      WarningStore store, List<String> within, @Nullable Instant at, @Nullable String text) {
    Query query = new Query(within, at, text, 0, 100);
    assertThat(store.count(query)).isEqualTo(store.list(query).size());
    return store.list(query).stream().map(Warning::key).toList();
  }

  private static Warning ended(Warning w) {
    return copy(w, w.references(), State.REPLACED, "b");
  }

  private static Warning about(Warning w, String key) {
    return copy(w, List.of(key), w.state(), null);
  }

  private static Warning copy(
      Warning w, List<String> references, State state, @Nullable String replacedBy) {
    return new Warning(
        w.key(),
        w.thread(),
        references,
        w.sender(),
        w.identifier(),
        w.sent(),
        w.msgType(),
        w.status(),
        w.words(),
        w.colour(),
        w.effective(),
        w.expires(),
        state,
        replacedBy,
        w.seal(),
        w.streets(),
        w.via(),
        w.receivedAt(),
        w.xml());
  }

  private static Warning warning(
      String key, int hour, List<String> streets, @Nullable Integer until) {
    return new Warning(
        key,
        key,
        List.of(),
        "weather@furong",
        key,
        hour(hour),
        "Alert",
        "Actual",
        new Words("气象台", "暴雨", "Head " + key, "Severe", "Immediate", "Likely", "d", "i", "a"),
        key.equals("west") ? Level.II : null,
        null,
        until == null ? null : hour(until),
        State.ACTIVE,
        null,
        CapSeal.NONE,
        streets,
        "test",
        hour(hour),
        "<alert/>");
  }

  private static Instant hour(int hour) {
    return Instant.parse("2026-03-02T00:00:00Z").plusSeconds(3_600L * hour);
  }
}
