package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Text;
import furong.base.TimeRange;
import furong.base.WorkTime;
import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Also;
import furong.cases.CaseStore.Deadlines;
import furong.cases.CaseStore.Query;
import furong.cases.Dossier;
import furong.cases.Matter;
import furong.cases.Photo;
import furong.cases.Progress;
import furong.cases.Stage;
import furong.cases.StageClock;
import furong.geo.LngLat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every keeper of cases does. Hours are those of 2026-03-02, UTC. */
abstract class CaseStoreContract extends OpenedCasesContract {

  @Test
  void givesBackEveryPartOfACase() {
    CaseStore store = store();
    Map<Stage, StageClock> clocks =
        Map.of(
            Stage.REGISTER,
            StageClock.start(null, hour(1)).stop(hour(2)),
            Stage.HANDLE,
            new StageClock(
                new WorkTime(4, WorkTime.Unit.WORK_HOUR),
                hour(2),
                List.of(TimeRange.of(hour(3), hour(4)), TimeRange.of(hour(5), hour(6))),
                null));
    Progress progress =
        new Progress(
            CaseState.HANDLING,
            true,
            "street-office-1",
            "st",
            clocks,
            2,
            1,
            false,
            hour(2),
            null,
            Dossier.EMPTY);
    Case kept =
        store.add(new Case(0, "CJ-1", matter("510104017001"), progress, hour(1), hour(6), 1), NONE);
    assertThat(kept.id()).isPositive();
    assertThat(store.find(kept.id())).hasValue(kept);

    Case bare =
        store.add(
            new Case(
                0,
                "CJ-2",
                new Matter(
                    Matter.Origin.PERSON,
                    Text.of("井盖", ""),
                    "part-0101",
                    null,
                    "510104",
                    null,
                    null,
                    null,
                    "",
                    "",
                    "",
                    false),
                new Progress(
                    CaseState.REPORTED,
                    false,
                    null,
                    null,
                    Map.of(),
                    0,
                    0,
                    null,
                    null,
                    null,
                    Dossier.EMPTY),
                hour(1),
                hour(1),
                1),
            NONE);
    assertThat(store.find(bare.id())).hasValue(bare);
    assertThat(store.find(999)).isEmpty();
  }

  @Test
  void givesBackWhatACaseHasGathered() {
    CaseStore store = store();
    Case parent = add(store, "CJ-1", CaseState.ACCEPTED, "510104", null);
    Case first = add(store, "CJ-2", CaseState.DISPATCHED, "510104", null);
    StageClock clock =
        new StageClock(new WorkTime(4, WorkTime.Unit.WORK_HOUR), 3, hour(2), List.of(), null);
    Dossier dossier =
        new Dossier(
            List.of("ecology-1", "operations-2"),
            "v1/missing",
            new Dossier.Ties(parent.id(), null),
            new Dossier.Extension(3, "st", 2),
            new Dossier.Change("v1/rattles", "in"),
            new Dossier.Escalation(2, "operations-2"),
            1,
            true,
            hour(5));
    Progress progress =
        new Progress(
            CaseState.DISPATCHED,
            true,
            "street-office-1",
            null,
            Map.of(Stage.HANDLE, clock),
            0,
            0,
            null,
            hour(1),
            null,
            dossier);
    Case second = first.next(first.matter(), progress, hour(3));
    assertThat(store.update(second, new Deadlines(hour(9), hour(9), hour(8)))).isTrue();
    assertThat(store.find(first.id())).hasValue(second);
    assertThat(store.findByNumber("CJ-2")).hasValue(second);
    assertThat(store.findByNumber("CJ-9")).isEmpty();
    assertThat(store.countOpenChildren(parent.id())).isEqualTo(1);
    for (Also one :
        List.of(
            new Also(true, false, false, null, null, null),
            new Also(false, true, false, null, null, null),
            new Also(false, false, true, null, null, null),
            Also.partsOf(parent.id()))) {
      assertThat(store.list(also(one))).as("%s", one).containsExactly(second);
      assertThat(store.count(also(one))).isEqualTo(1);
    }
    assertThat(store.list(also(new Also(false, false, false, null, "event-03", null)))).hasSize(2);
    assertThat(store.list(also(new Also(false, false, false, null, "part-", null)))).isEmpty();
    assertThat(store.list(also(opened(hour(1), hour(2))))).hasSize(2);
    assertThat(store.list(also(opened(hour(0), hour(1))))).isEmpty();
    store.update(second.next(second.matter(), in(CaseState.CANCELLED, hour(4)), hour(4)), NONE);
    assertThat(store.countOpenChildren(parent.id())).isZero();
  }

  private static Also opened(Instant from, Instant to) {
    return new Also(false, false, false, null, null, TimeRange.of(from, to));
  }

  private static Query also(Also also) {
    return new Query(List.of(), Set.of(), null, null, null, null, 0, 10, also);
  }

  @Test
  void listsWhatIsToBeEscalatedTheLongestAgoFirst() {
    CaseStore store = store();
    Case late = add(store, "CJ-1", CaseState.DISPATCHED, "510104", hour(9));
    Case later = add(store, "CJ-2", CaseState.DISPATCHED, "510104", hour(9));
    Case free = add(store, "CJ-3", CaseState.DISPATCHED, "510104", hour(9));
    store.reschedule(later.id(), new Deadlines(hour(9), null, hour(7)));
    store.reschedule(late.id(), new Deadlines(hour(9), null, hour(8)));
    assertThat(store.listToEscalate(hour(8), 10)).containsExactly(later.id(), late.id());
    assertThat(store.listToEscalate(hour(8), 1)).containsExactly(later.id());
    assertThat(store.listToEscalate(hour(6), 10)).isEmpty();
    assertThat(store.find(free.id())).hasValue(free);
  }

  @Test
  void findsPartsOfWordsInAnyScript() {
    CaseStore store = store();
    Case c = add(store, "CJ-20260302-00017", CaseState.DISPATCHED, "510104", null);
    for (String part : List.of("重污", "污", "heAvy", "M2.5 2", "cj-20260302", "0302-0", "00017")) {
      assertThat(store.list(query(List.of(), Set.of(), null, null, part)))
          .as(part)
          .containsExactly(c);
    }
    for (String part : List.of("污重", "cj-2026-", "00018", "%")) {
      assertThat(store.list(query(List.of(), Set.of(), null, null, part))).as(part).isEmpty();
    }
  }

  @Test
  void replacesOnlyTheVersionBefore() {
    CaseStore store = store();
    Case first = add(store, "CJ-1", CaseState.ACCEPTED, "510104", null);
    Case second =
        first.next(first.matter().withLevel(Level.I), in(CaseState.REGISTERED, hour(3)), hour(3));
    assertThat(store.update(second, NONE)).isTrue();
    assertThat(store.update(second, NONE)).isFalse();
    assertThat(store.find(first.id())).hasValue(second);
    assertThat(store.lock(first.id())).hasValue(second);
  }

  @Test
  void tellsWhatStandsAroundACaseAtOnce() {
    CaseStore store = store();
    Case whole = add(store, "CJ-1", CaseState.ACCEPTED, "510104", null);
    add(store, "CJ-2", CaseState.ACCEPTED, "510104", null);
    store.addPhoto(new Photo("p1", whole.id(), "ACCEPTED", "op", hour(2), 9, 9));
    CaseStore.Around around = store.around(whole.id(), 10);
    assertThat(around.timeline()).isEqualTo(store.timeline(whole.id()));
    assertThat(around.photos()).isEqualTo(store.photos(whole.id())).hasSize(1);
    assertThat(around.parts()).isEmpty();
  }

  @Test
  void listsTheNearestDeadlineFirstAndFiltersByWhatIsAsked() {
    CaseStore store = store();
    Case late = add(store, "CJ-1", CaseState.DISPATCHED, "510104017", hour(20));
    Case soon = add(store, "CJ-2", CaseState.HANDLED, "510104017001", hour(10));
    Case free = add(store, "CJ-3", CaseState.ACCEPTED, "510105", null);
    Case newer = add(store, "CJ-4", CaseState.ACCEPTED, "510105", null);
    assertThat(store.list(query(List.of(), Set.of(), null, null, null)))
        .containsExactly(soon, late, newer, free);
    assertThat(store.list(query(List.of("510104"), Set.of(), null, null, null)))
        .containsExactly(soon, late);
    assertThat(store.list(query(List.of(), Set.of(CaseState.ACCEPTED), null, null, null)))
        .containsExactly(newer, free);
    assertThat(store.list(query(List.of(), Set.of(), null, hour(15), null))).containsExactly(soon);
    assertThat(store.list(query(List.of(), Set.of(), null, null, "cj-3"))).containsExactly(free);
    assertThat(store.count(query(List.of("510105"), Set.of(), null, null, null))).isEqualTo(2);
    assertThat(store.countByState(List.of("510105"))).isEqualTo(Map.of(CaseState.ACCEPTED, 2L));
    Query second = new Query(List.of(), Set.of(), null, null, null, null, 1, 1);
    assertThat(store.list(second)).containsExactly(late);
  }

  @Test
  void findsTheCasesThatSomebodyHadAHandIn() {
    CaseStore store = store();
    Case acted = add(store, "CJ-1", CaseState.ACCEPTED, "510104", null);
    add(store, "CJ-2", CaseState.ACCEPTED, "510104", null);
    CaseEvent event =
        new CaseEvent(
            acted.id(),
            1,
            hour(2),
            "op",
            "Op",
            "OPERATOR",
            "accept",
            CaseState.REPORTED,
            CaseState.ACCEPTED,
            "seen",
            "street-office-1",
            hour(9),
            3_600,
            60,
            List.of("p1"),
            Map.of("limit", "4 work-hour"));
    store.append(event);
    Query mine = new Query(List.of(), Set.of(), null, "op", null, null, 0, 10);
    assertThat(store.list(mine)).containsExactly(acted);
    assertThat(store.timeline(acted.id())).containsExactly(event);
  }

  @Test
  void findsTheOpenCaseOfAThingByItsRuleOrItsProcedure() {
    CaseStore store = store();
    Case open = add(store, "CJ-1", CaseState.DISPATCHED, "510104", null);
    assertThat(store.findOpenOnThing("air.heavy", "", 7)).hasValue(open);
    assertThat(store.findOpenOnThing("air.other", "air.reduce", 7)).hasValue(open);
    assertThat(store.findOpenOnThing("air.other", "", 7)).isEmpty();
    assertThat(store.findOpenOnThing("air.heavy", "", 8)).isEmpty();
    assertThat(store.findOpenInDivision("air.reduce", "510104")).hasValue(open);
    assertThat(store.findOpenInDivision("air.reduce", "510105")).isEmpty();
    // it is about a thing, so it covers no alert of the division itself
    assertThat(store.findOpenOfDivision("air.heavy", "510104")).isEmpty();

    store.update(open.next(open.matter(), in(CaseState.CLOSED, hour(4)), hour(4)), NONE);
    assertThat(store.findOpenOnThing("air.heavy", "air.reduce", 7)).isEmpty();
    assertThat(store.withOpenCase(List.of(7L))).isEmpty();
  }

  @Test
  void aPhotoGoesToACaseOnceAndOnlyByWhoBroughtIt() {
    CaseStore store = store();
    Case c = add(store, "CJ-1", CaseState.REPORTED, "510104", null);
    store.addPhoto(new Photo("p1", null, "", "st", hour(1), 640, 480));
    store.addPhoto(new Photo("p1", null, "", "st", hour(1), 640, 480));
    assertThat(store.findPhoto("p1")).hasSize(1);
    assertThat(store.claimPhotos(List.of("p1"), c.id(), "op")).isZero();
    assertThat(store.claimPhotos(List.of("p1", "p2"), c.id(), "st")).isEqualTo(1);
    assertThat(store.claimPhotos(List.of("p1"), c.id(), "st")).isZero();
    assertThat(store.photos(c.id()))
        .containsExactly(new Photo("p1", c.id(), "", "st", hour(1), 640, 480));
  }

  private static Query query(
      List<String> within,
      Set<CaseState> states,
      @Nullable String organisation,
      @Nullable Instant overdueAt,
      @Nullable String text) {
    return new Query(within, states, organisation, null, overdueAt, text, 0, 100);
  }

  static Case add(
      CaseStore store, String number, CaseState state, String division, @Nullable Instant due) {
    return store.add(opened(number, state, division), new Deadlines(due, null));
  }

  /** A case that an alert of the same number has opened. */
  static Case opened(String number, CaseState state, String division) {
    Matter m = matter(division);
    Matter own =
        new Matter(
            m.origin(),
            m.title(),
            m.category(),
            m.level(),
            m.division(),
            m.location(),
            m.thing(),
            number,
            m.rule(),
            m.procedure(),
            m.description(),
            m.simulated());
    return new Case(0, number, own, in(state, hour(1)), hour(1), hour(1), 1);
  }

  static Progress in(CaseState state, Instant since) {
    return new Progress(
        state,
        true,
        null,
        null,
        state.stage() == Stage.NONE
            ? Map.of()
            : Map.of(state.stage(), StageClock.start(null, since)),
        0,
        0,
        null,
        null,
        null,
        Dossier.EMPTY);
  }

  static Matter matter(String division) {
    return new Matter(
        Matter.Origin.ALERT,
        Text.of("持续重污染", "Heavy"),
        "event-0304",
        Level.III,
        division,
        LngLat.of(104.06, 30.67),
        7L,
        "alert-of-" + division,
        "air.heavy",
        "air.reduce",
        "PM2.5 230",
        true);
  }
}
