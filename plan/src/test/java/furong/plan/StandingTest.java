package furong.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.plan.Progress.Basis;
import org.junit.jupiter.api.Test;

/** Items are counted by how they stand; what is not known is counted as that. */
class StandingTest {

  private static final Progress HALF = new Progress(50.0, Basis.OWN_ESTIMATE, false);
  private static final Progress ALL = new Progress(100.0, Basis.COMPUTED, true);
  private static final Progress NOTHING = new Progress(null, Basis.NONE, null);

  @Test
  void eachItemIsCountedOnce() {
    // what is reached stays reached, though a month without a report is marked
    assertThat(Standing.one(ALL, 0.9, true)).isEqualTo(new Standing(1, 0, 0, 0));
    assertThat(Standing.one(HALF, 0.4, false)).isEqualTo(new Standing(0, 1, 0, 0));
    assertThat(Standing.one(HALF, 0.9, true)).isEqualTo(new Standing(0, 0, 1, 0));
    assertThat(Standing.one(HALF, null, true)).isEqualTo(new Standing(0, 0, 1, 0));
  }

  @Test
  void withoutFigureOrDatesNothingIsClaimed() {
    assertThat(Standing.one(HALF, null, false)).isEqualTo(new Standing(0, 0, 0, 1));
    assertThat(Standing.one(NOTHING, 0.9, false)).isEqualTo(new Standing(0, 0, 0, 1));
    // a level that is not reached and has no start to measure from
    assertThat(Standing.one(new Progress(null, Basis.NONE, false), 0.9, false))
        .isEqualTo(new Standing(0, 0, 0, 1));
  }

  @Test
  void aGoalIsTheSumOfWhatLiesBelowIt() {
    Standing goal = new Standing(1, 2, 0, 3).plus(new Standing(0, 1, 4, 0));
    assertThat(goal).isEqualTo(new Standing(1, 3, 4, 3));
    assertThat(goal.all()).isEqualTo(11);
    assertThat(goal.words().zh()).isEqualTo("所属 11 项：已达到 1，符合序时进度 3，滞后 4，尚不能判断 3（按项计数，不折算百分比）");
    assertThat(new Standing(0, 2, 0, 0).words().en())
        .isEqualTo("Of its 2: 2 on pace (counted, not averaged)");
  }
}
