package furong.plan;

import static furong.plan.SmallPlan.code;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Text;
import furong.people.Caller;
import furong.plan.PlanDesk.Promise;
import furong.plan.PlanText.Change;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The files of {@link SmallPlan} are amended between two starts. */
class PlanTextTest {

  private final SmallPlan world = new SmallPlan();

  /** 2,400 courtyards instead of 2,200, a task more, the action's own title as before. */
  private Plan amended() {
    Plan p = world.plan;
    return new Plan(
        p.id(),
        p.title(),
        p.shortTitle(),
        p.span(),
        p.source(),
        p.goals(),
        p.actions(),
        List.of(
            SmallPlan.target("A24", Target.Form.COUNT, Target.Compare.GE, 2_400.0),
            p.targets().get(1)),
        List.of(p.tasks().getFirst(), new Task("B63", "13", Text.of("会商", "Meeting"))),
        p.milestones(),
        p.projects(),
        p.rules(),
        Set.of(Plan.Shown.TEXT),
        List.of());
  }

  private final TextDesk desk = new TextDesk(world.office);

  private PlanText keep(Plan text) {
    return Objects.requireNonNull(desk.keepText(text, null));
  }

  @Test
  void anAmendedTextIsAVersionThatSaysWhatItChanged() {
    PlanText first = keep(world.plan);
    world.now = world.now.plus(Duration.ofDays(30));
    PlanText second = keep(amended());
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.at()).isEqualTo(world.now);
    assertThat(second.changesSince(first))
        .containsExactly(
            new Change("A24", "value", "2200", "2400"),
            new Change("B63", "of", null, "13"),
            new Change("B63", "title", null, "会商"),
            new Change("plan", "public", null, "TEXT"));
    assertThat(world.promises.texts()).containsExactly(first, second);
    assertThat(world.audited()).containsExactly("plan.text", "plan.text");
  }

  @Test
  void theSameTextIsNoVersionAndWhatIsAddedOnScreenIsNoText() {
    PlanText first = keep(world.plan);
    world.promised();
    world.now = world.now.plus(Duration.ofDays(30));
    assertThat(keep(world.plan)).isEqualTo(first);
    assertThat(world.promises.texts()).hasSize(1);
    assertThat(desk.keepText(Plan.none(), null)).isNull();
    assertThat(world.promises.texts()).hasSize(1);
  }

  @Test
  void aPromiseThatCameBackSaysAsBefore() {
    Commitment before =
        new Commitment(1, SmallPlan.HOUSING, null, LocalDate.of(2025, 12, 31), "2200");
    Commitment back =
        new Commitment(3, SmallPlan.HOUSING, null, LocalDate.of(2025, 12, 31), "2200");
    assertThat(before.saysAs(back)).isTrue();
    assertThat(before.saysAs(new Commitment(2, SmallPlan.WEST, null, null, "2200"))).isFalse();
    assertThat(Commitment.NONE.saysAs(Commitment.NONE)).isTrue();
  }

  @Test
  void theFilesNameWhoChangedThemAndNobodyElseDoes() {
    Amended office = new Amended("市委办公厅", LocalDate.of(2025, 11, 1), "中期评估后调整", null);
    keep(world.plan);
    PlanText second = Objects.requireNonNull(desk.keepText(amended(), office));
    assertThat(second.amended()).isEqualTo(office);
    assertThat(code(name(world.planner, 2, LocalDate.of(2025, 11, 1))))
        .isEqualTo("plan.text-author");
    // the next change without a new line of its own was made by somebody who is not named
    PlanText third = Objects.requireNonNull(desk.keepText(world.plan, office));
    assertThat(third.version()).isEqualTo(3);
    assertThat(third.amended()).isNull();
  }

  @Test
  void whatTheFilesSayLaterNamesTheVersionThatStands() {
    Amended office = new Amended("市委办公厅", LocalDate.of(2025, 11, 1), "首次载入", null);
    keep(world.plan);
    assertThat(Objects.requireNonNull(desk.keepText(world.plan, office)).version()).isEqualTo(1);
    assertThat(world.promises.texts().getFirst().amended()).isEqualTo(office);
  }

  @Test
  void aPlannerNamesTheAuthorWhereTheFilesDoNotAndThatIsAudited() {
    keep(world.plan);
    LocalDate day = LocalDate.of(2025, 11, 2);
    assertThat(code(name(world.inspector, 1, day))).isEqualTo("rights.role");
    assertThat(code(name(world.planner, 9, day))).isEqualTo("plan.text");
    // read on 3 November, so nobody changed it on the 4th
    assertThat(code(name(world.planner, 1, day.plusDays(2)))).isEqualTo("plan.text-author");
    assertThat(name(world.planner, 1, day).orThrow().amended())
        .isEqualTo(new Amended("李主任", day, "会议议定", "pl"));
    assertThat(name(world.planner, 1, day.minusDays(1)).isOk()).isTrue();
    assertThat(world.audited())
        .containsExactly("plan.text", "plan.text_author", "plan.text_author");
  }

  private Result<PlanText> name(Caller who, long version, LocalDate on) {
    return desk.name(who, version, "李主任", on, "会议议定");
  }

  @Test
  void aRemovedLineIsSaidToBeGone() {
    PlanText first = PlanText.of(1, world.now, amended());
    PlanText second = PlanText.of(2, world.now, world.plan);
    assertThat(second.changesSince(first))
        .contains(
            new Change("B63", "title", "会商", null), new Change("plan", "public", "TEXT", null));
  }

  @Test
  void aPromiseIsNotText() {
    world.desk.promise(
        world.planner, new Promise("A24", 0, SmallPlan.HOUSING, null, null, "", "分工"));
    assertThat(
            PlanText.of(1, world.now, world.office.plan())
                .saysAs(PlanText.of(1, world.now, world.plan)))
        .isTrue();
  }
}
