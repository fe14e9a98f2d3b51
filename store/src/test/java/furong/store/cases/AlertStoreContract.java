package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.cases.Alert;
import furong.cases.AlertStep;
import furong.cases.AlertStore;
import furong.cases.AlertStore.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every keeper of alerts does. Hours are those of 2026-03-02, UTC. */
abstract class AlertStoreContract {

  abstract AlertStore store();

  @Test
  void givesBackWhatWasKeptAndWhatWasChanged() {
    AlertStore store = store();
    Alert a = alert("a", "510104017001", Level.III, 8);
    store.save(a);
    assertThat(store.find("a")).hasValue(a);
    Alert changed =
        a.changed(Level.II, hour(9), Map.of("pm25", 260.5), "worse")
            .acknowledged("op", hour(10))
            .withCase(17, "CJ-1")
            .begun(hour(7))
            .cleared(hour(11));
    store.save(changed);
    assertThat(store.find("a")).hasValue(changed);
    assertThat(store.find("b")).isEmpty();
  }

  @Test
  void keepsSeveralAtOnceEachWithItsFirstStep() {
    AlertStore store = store();
    Alert a = alert("a", "510104017001", Level.III, 8);
    Alert b = alert("b", "510104", Level.I, 9).withCase(17, null);
    List<AlertStep> first =
        List.of(
            new AlertStep("a", hour(8), "OPENED", Level.III, "x"),
            new AlertStep("b", hour(9), "OPENED", Level.I, "y"));
    store.addAll(List.of(a, b), first);
    assertThat(store.lockAll(List.of("a", "b", "c")))
        .containsOnly(java.util.Map.entry("a", a), java.util.Map.entry("b", b));
    assertThat(store.steps("b")).containsExactly(first.getLast());
    assertThat(store.addStep(first.getFirst())).isFalse();
    store.addAll(List.of(), List.of());
    assertThat(store.lockAll(List.of())).isEmpty();
  }

  @Test
  void keepsAStepOnce() {
    AlertStore store = store();
    store.save(alert("a", "510104", Level.III, 8));
    AlertStep opened = new AlertStep("a", hour(8), "OPENED", Level.III, "x");
    assertThat(store.addStep(opened)).isTrue();
    assertThat(store.addStep(opened)).isFalse();
    AlertStep worse = new AlertStep("a", hour(9), "LEVEL", Level.II, "y");
    assertThat(store.addStep(worse)).isTrue();
    assertThat(store.steps("a")).containsExactly(opened, worse);
  }

  @Test
  void keepsStepsOfSeveralAndSaysWhichAreNew() {
    AlertStore store = store();
    store.saveAll(List.of(alert("a", "510104", Level.III, 8), alert("b", "510104", Level.II, 8)));
    AlertStep a = new AlertStep("a", hour(8), "OPENED", Level.III, "x \"y\"");
    AlertStep b = new AlertStep("b", hour(8), "OPENED", Level.II, "{z}");
    assertThat(store.addSteps(List.of(a))).containsExactly("a");
    assertThat(store.addSteps(List.of(a, b))).containsExactly("b");
    assertThat(store.addSteps(List.of())).isEmpty();
    assertThat(store.steps("a")).containsExactly(a);
    assertThat(store.steps("b")).containsExactly(b);
    store.saveAll(List.of(store.find("a").orElseThrow().cleared(hour(9))));
    assertThat(store.find("a").orElseThrow().open()).isFalse();
    assertThat(store.find("b").orElseThrow().open()).isTrue();
  }

  @Test
  void listsOpenOnesFirstThenTheWorstThenTheNewest() {
    AlertStore store = store();
    store.save(alert("old-yellow", "510104", Level.III, 7));
    store.save(alert("new-yellow", "510104", Level.III, 9));
    store.save(alert("red", "510104", Level.I, 8));
    store.save(alert("gone-red", "510104", Level.I, 6).cleared(hour(7)));
    assertThat(ids(store, query(List.of(), null, Set.of(), null, null)))
        .containsExactly("red", "new-yellow", "old-yellow", "gone-red");
    assertThat(ids(store, query(List.of(), false, Set.of(), null, null)))
        .containsExactly("gone-red");
    assertThat(ids(store, query(List.of(), null, Set.of(Level.III), null, null)))
        .containsExactly("new-yellow", "old-yellow");
    assertThat(ids(store, query(List.of(), null, Set.of(), hour(6), null)))
        .containsExactly("gone-red");
    assertThat(ids(store, query(List.of(), null, Set.of(), null, "GONE")))
        .containsExactly("gone-red");
  }

  @Test
  void findsInAndBelowDivisionsOnly() {
    AlertStore store = store();
    store.save(alert("west", "510104017001", Level.III, 8));
    store.save(alert("east", "510105003", Level.III, 7));
    assertThat(ids(store, query(List.of("510100"), null, Set.of(), null, null)))
        .containsExactly("west", "east");
    assertThat(ids(store, query(List.of("510104"), null, Set.of(), null, null)))
        .containsExactly("west");
    assertThat(ids(store, query(List.of("510104018", "510105"), null, Set.of(), null, null)))
        .containsExactly("east");
    assertThat(store.count(query(List.of("110100"), null, Set.of(), null, null))).isZero();
  }

  @Test
  void listsOnlyThoseThatItIsAskedAbout() {
    AlertStore store = store();
    store.save(alert("a", "510104", Level.III, 7));
    store.save(alert("b", "510104", Level.III, 8));
    store.save(alert("c", "510105", Level.III, 9));
    assertThat(ids(store, among(List.of(), Set.of("a", "c", "none")))).containsExactly("c", "a");
    assertThat(ids(store, among(List.of("510104"), Set.of("a", "c")))).containsExactly("a");
    assertThat(ids(store, among(List.of(), Set.of()))).isEmpty();
  }

  @Test
  void anAlertThatIsNotThereIsRefusedByItsId() {
    AlertStore store = store();
    store.save(alert("a", "510104", Level.III, 7));
    assertThat(store.known("a").isOk()).isTrue();
    assertThat(store.knownLocked("a").isOk()).isTrue();
    assertThat(store.known("b"))
        .isEqualTo(
            Result.refused(Refusal.NOT_FOUND, Notice.of("alert.none", "", "There is no alert b")));
    assertThat(store.knownLocked("b")).isEqualTo(store.known("b"));
  }

  private static Query among(List<String> within, Set<String> ids) {
    return new Query(within, null, Set.of(), null, null, null, null, ids, 0, 100);
  }

  @Test
  void spansAreThoseThatTouchThePeriod() {
    AlertStore store = store();
    store.save(alert("before", "510104", Level.III, 1).cleared(hour(2)));
    store.save(alert("into", "510104", Level.II, 1).cleared(hour(4)));
    store.save(alert("after", "510104", Level.III, 6));
    Query from3To5 =
        new Query(List.of(), null, Set.of(), null, hour(3), hour(5), null, null, 0, 10);
    assertThat(store.spans(from3To5))
        .containsExactly(new AlertStore.Span(hour(1), hour(4), Level.II));
  }

  private static List<String> ids(AlertStore store, Query query) {
    assertThat(store.count(query)).isEqualTo(store.list(query).size());
    return store.list(query).stream().map(Alert::id).toList();
  }

  private static Query query(
      List<String> within,
      @Nullable Boolean open,
      Set<Level> levels,
      @Nullable Instant at,
      @Nullable String text) {
    return new Query(within, open, levels, at, null, null, text, null, 0, 100);
  }

  static Alert alert(String id, String division, Level level, int hour) {
    return new Alert(
        id,
        "air.heavy",
        "air",
        "1.0",
        level,
        hour(hour),
        hour(hour),
        null,
        7,
        division,
        Map.of("pm25", 200.0),
        "because",
        true,
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
