package furong.work.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.cases.CaseAction;
import furong.cases.CaseProcedure;
import furong.cases.CaseState;
import furong.cases.Lifecycle;
import org.junit.jupiter.api.Test;

/** What may be done, and what the same people may do right after it. */
class AllowedViewTest {

  private static AllowedView of(CaseState state, CaseAction action) {
    return AllowedView.of(
        Lifecycle.find(state, action).orElseThrow(), CaseProcedure.none("part-0101"));
  }

  @Test
  void whoTakesACaseMayReportItHandledRightAfter() {
    AllowedView take = of(CaseState.DISPATCHED, CaseAction.TAKE);
    assertThat(take.then()).extracting(AllowedView::action).containsExactly("finish");
    assertThat(take.then().getFirst().needs()).containsExactly("note", "photo");
    assertThat(take.then().getFirst().then()).as("one step ahead, no more").isEmpty();
  }

  @Test
  void nothingFollowsThatOthersDoOrThatWaitsForSomething() {
    // handled: an inspector checks it
    assertThat(of(CaseState.HANDLING, CaseAction.FINISH).then()).isEmpty();
    // accepted: the desk may register it only once it is verified
    assertThat(of(CaseState.REPORTED, CaseAction.ACCEPT).then()).isEmpty();
    // out of the way onward
    assertThat(of(CaseState.DISPATCHED, CaseAction.RETURN).then()).isEmpty();
  }
}
