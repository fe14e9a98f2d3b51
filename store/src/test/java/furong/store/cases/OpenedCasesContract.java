package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Deadlines;
import furong.cases.CaseStore.Query;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How every keeper of cases takes in new ones. */
abstract class OpenedCasesContract extends ToldCasesContract {

  private static final Query ALL = new Query(List.of(), Set.of(), null, null, null, null, 0, 10);

  @Test
  void numbersEachDayFromOne() {
    CaseStore store = store();
    LocalDate monday = LocalDate.of(2026, 3, 2);
    assertThat(store.nextNumber(monday)).isEqualTo(1);
    assertThat(store.nextNumber(monday)).isEqualTo(2);
    assertThat(store.nextNumber(monday.plusDays(1))).isEqualTo(1);
    assertThat(store.nextNumber(monday)).isEqualTo(3);
  }

  @Test
  void numbersANewCaseByItselfFromTheSameRow() {
    CaseStore store = store();
    LocalDate monday = LocalDate.of(2026, 3, 2);
    Case one = CaseStoreContract.opened("a", CaseState.ACCEPTED, "510104");
    Case first = store.addNumbered(monday, one, new Deadlines(hour(9), null));
    assertThat(first.number()).isEqualTo("CJ-20260302-00001");
    assertThat(first).isEqualTo(one.withNumber("CJ-20260302-00001").withId(first.id()));
    assertThat(store.find(first.id())).hasValue(first);
    assertThat(store.nextNumber(monday)).isEqualTo(2);
    Case other = CaseStoreContract.opened("b", CaseState.ACCEPTED, "510104");
    Case third = store.addNumbered(monday, other, new Deadlines(hour(8), null));
    assertThat(third.number()).isEqualTo("CJ-20260302-00003");
    assertThat(store.list(ALL)).containsExactly(third, first);
  }

  @Test
  void opensACaseUnderAnIdTakenBeforeAndTheNextNumberOfTheDay() {
    CaseStore store = store();
    LocalDate monday = LocalDate.of(2026, 3, 2);
    long id = store.nextId();
    long unused = store.nextId();
    assertThat(unused).isNotEqualTo(id);
    Case one = CaseStoreContract.opened("a", CaseState.REPORTED, "510104").withId(id);
    Supplier<Case> kept = store.open(monday, one, new Deadlines(hour(9), null), opening(id));
    assertThat(kept.get()).isEqualTo(one.withNumber("CJ-20260302-00001"));
    assertThat(store.find(id)).hasValue(kept.get());
    assertThat(store.timeline(id)).containsExactly(opening(id));
    assertThat(store.find(unused)).isEmpty();
    assertThat(store.nextNumber(monday)).isEqualTo(2);
    Case other = CaseStoreContract.opened("b", CaseState.ACCEPTED, "510104");
    assertThat(store.addNumbered(monday, other, NONE).id()).isNotIn(id, unused);
  }

  @Test
  void opensSeveralUnderTheNextNumbersEachWithItsFirstEntry() {
    CaseStore store = store();
    LocalDate monday = LocalDate.of(2026, 3, 2);
    store.nextNumber(monday);
    List<Case> kept =
        store.openAll(
            monday,
            List.of(
                opening("a", new Deadlines(hour(9), null)),
                opening("b", new Deadlines(hour(8), null))));
    assertThat(kept)
        .extracting(Case::number)
        .containsExactly("CJ-20260302-00002", "CJ-20260302-00003");
    for (Case c : kept) {
      assertThat(store.find(c.id())).hasValue(c);
      assertThat(store.timeline(c.id())).containsExactly(opening(c.id()));
    }
    assertThat(store.list(ALL)).containsExactly(kept.getLast(), kept.getFirst());
    assertThat(store.nextNumber(monday)).isEqualTo(4);
    assertThat(store.withOpenCase(List.of(7L, 8L))).containsExactly(7L);
    assertThat(store.withOpenCase(List.of())).isEmpty();
    assertThat(store.openAll(monday, List.of())).isEmpty();
    assertThat(store.nextNumber(monday)).isEqualTo(5);
  }

  @Test
  void takesSeveralCasesOneStepFurtherEachWithItsEntry() {
    CaseStore store = store();
    Case a = CaseStoreContract.add(store, "CJ-1", CaseState.ACCEPTED, "510104", null);
    Case b = CaseStoreContract.add(store, "CJ-2", CaseState.ACCEPTED, "510104", null);
    List<Long> ids = List.of(a.id(), b.id(), b.id() + 1);
    assertThat(store.lockAll(ids)).isEqualTo(Map.of(a.id(), a, b.id(), b));
    Case next = a.next(a.matter(), a.progress(), hour(2));
    Case other = b.next(b.matter(), b.progress(), hour(3));
    store.stepAll(
        List.of(
            new CaseStore.Stepped(next, new Deadlines(hour(9), null), entry(a.id(), 2)),
            new CaseStore.Stepped(other, NONE, entry(b.id(), 2))));
    assertThat(store.lockAll(ids)).isEqualTo(Map.of(a.id(), next, b.id(), other));
    assertThat(store.timeline(a.id())).containsExactly(entry(a.id(), 2));
    assertThat(store.timeline(b.id())).containsExactly(entry(b.id(), 2));
    store.stepAll(List.of());
    assertThat(store.lockAll(List.of())).isEmpty();
  }

  private static CaseStore.Opening opening(String alert, Deadlines deadlines) {
    Case one = CaseStoreContract.opened(alert, CaseState.REPORTED, "510104");
    return new CaseStore.Opening(one, deadlines, opening(0));
  }

  @Test
  void opensACaseThatComesFurtherInTheSameMoment() {
    CaseStore store = store();
    LocalDate monday = LocalDate.of(2026, 3, 2);
    long id = store.nextId();
    Case one = CaseStoreContract.opened("", CaseState.REPORTED, "510104").withId(id);
    Case two =
        one.next(one.matter(), CaseStoreContract.in(CaseState.CLOSED, hour(1)), hour(1))
            .next(one.matter(), CaseStoreContract.in(CaseState.HANDLED, hour(1)), hour(1));
    List<CaseEvent> entries = List.of(opening(id), entry(id, 2), entry(id, 3));
    Supplier<Case> kept =
        store.openAndWalk(monday, one, two, new Deadlines(hour(9), null), entries);
    assertThat(kept.get()).isEqualTo(two.withNumber("CJ-20260302-00001"));
    assertThat(store.find(id)).hasValue(kept.get());
    assertThat(store.timeline(id)).isEqualTo(entries);
    assertThat(store.list(ALL)).containsExactly(kept.get());
    Case next = kept.get().next(two.matter(), two.progress(), hour(2));
    assertThat(store.update(next, NONE)).isTrue();
  }

  static CaseEvent opening(long id) {
    return entry(id, 1);
  }

  static CaseEvent entry(long id, long version) {
    return new CaseEvent(
        id,
        version,
        hour(1),
        "op",
        "Op",
        "OPERATOR",
        CaseEvent.OPENED,
        CaseState.REPORTED,
        CaseState.REPORTED,
        "",
        null,
        null,
        0,
        0,
        List.of(),
        Map.of());
  }
}
