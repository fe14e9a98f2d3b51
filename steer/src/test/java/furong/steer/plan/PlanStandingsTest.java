package furong.steer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.plan.Item;
import furong.plan.Standing;
import furong.steer.plan.PlanDocuments.CodeAndTitle;
import furong.steer.plan.PlanDocuments.FlagView;
import furong.steer.plan.PlanDocuments.GoalView;
import furong.steer.plan.PlanDocuments.ItemLine;
import furong.steer.plan.PlanDocuments.ProgressView;
import furong.steer.plan.PlanDocuments.StandingView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A part of the plan with one section of two actions: 11 has two targets and a task, 12 nothing.
 */
class PlanStandingsTest {

  private static final Text NAME = Text.of("甲", "A");

  private static ItemLine line(
      String id,
      Item.Kind kind,
      String of,
      @Nullable Double percent,
      @Nullable Boolean met,
      boolean marked) {
    return new ItemLine(
        id,
        new CodeAndTitle(kind.name(), kind.title()),
        of,
        NAME,
        null,
        null,
        null,
        null,
        null,
        "",
        0,
        0.5,
        new ProgressView(percent, "OWN_ESTIMATE", met),
        null,
        null,
        marked ? List.of(new FlagView("behind", 3, NAME, NAME)) : List.of(),
        0,
        null,
        null,
        null);
  }

  private final List<GoalView> goals =
      List.of(
          new GoalView("p2", null, "二", NAME, List.of(), null),
          new GoalView("s5", "p2", "（五）", NAME, List.of(), null));
  private final List<ItemLine> lines =
      List.of(
          line("11", Item.Kind.ACTION, "s5", 10.0, false, true),
          line("12", Item.Kind.ACTION, "s5", 60.0, false, false),
          line("A18", Item.Kind.TARGET, "11", 100.0, true, false),
          line("A19", Item.Kind.TARGET, "11", 20.0, false, true),
          line("B08", Item.Kind.TASK, "A19", null, null, false));
  private final PlanStandings standings = new PlanStandings(goals, lines);

  @Test
  void anActionIsWhatBelongsToItAndItselfOnlyWhereNothingDoes() {
    // A18 met, A19 marked, B08 below A19 without a figure; 11's own report is not counted beside it
    assertThat(standings.below("11")).isEqualTo(new Standing(1, 0, 1, 1));
    assertThat(standings.below("12")).isEqualTo(Standing.NONE);
    assertThat(standings.view("12")).isNull();
    // 12 itself is on pace
    assertThat(standings.below("s5")).isEqualTo(new Standing(1, 1, 1, 1));
  }

  @Test
  void aPartIsTheSumOfItsSectionsAndTellsItInWords() {
    StandingView part = Objects.requireNonNull(standings.with(goals.getFirst()).standing());
    assertThat(part.words().zh()).startsWith("所属 4 项：已达到 1，符合序时进度 1，滞后 1，尚不能判断 1");
    assertThat(standings.with(lines.get(2)).standing()).isNull();
  }
}
