package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.cases.Case;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Deadlines;
import furong.cases.Dossier;
import furong.cases.Matter;
import furong.cases.Progress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every keeper of cases answers to those who learn from what people told. */
abstract class ToldCasesContract {

  static final Deadlines NONE = new Deadlines(null, null);

  abstract CaseStore store();

  @Test
  void listsWhatPeopleToldAndTheDeskRegistered() {
    CaseStore store = store();
    told(store, "CJ-1", "井盖丢了", hour(2), CaseState.CLOSED);
    told(store, "CJ-2", "路灯不亮", hour(2), CaseState.REGISTERED);
    told(store, "CJ-3", "还没看", null, CaseState.REPORTED);
    told(store, "CJ-4", "作废", hour(2), CaseState.CANCELLED);
    told(store, "CJ-5", "", hour(2), CaseState.CLOSED);
    store.add(
        new Case(
            0,
            "CJ-6",
            CaseStoreContract.matter("510104"),
            CaseStoreContract.in(CaseState.CLOSED, hour(1)),
            hour(1),
            hour(1),
            1),
        NONE); // by an alert
    assertThat(store.listTold(10)).extracting(Case::number).containsExactly("CJ-2", "CJ-1");
    assertThat(store.listTold(1)).extracting(Case::number).containsExactly("CJ-2");
  }

  private static void told(
      CaseStore store, String number, String words, @Nullable Instant registered, CaseState state) {
    Matter matter =
        new Matter(
            Matter.Origin.PERSON,
            Text.of("事", ""),
            "part-0101",
            null,
            "510104",
            null,
            null,
            null,
            "",
            "",
            words,
            false);
    Progress progress =
        new Progress(
            state, true, null, null, Map.of(), 0, 0, null, registered, null, Dossier.EMPTY);
    store.add(new Case(0, number, matter, progress, hour(1), hour(1), 1), NONE);
  }

  static Instant hour(int hour) {
    return AlertStoreContract.hour(hour);
  }
}
