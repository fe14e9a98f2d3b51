package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Text;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Details;
import furong.cases.CaseRules.Granted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a procedure asks for with the handling, besides the note and the photo of every case. */
class EvidenceTest {

  private static final List<Text> STEPS =
      List.of(Text.of("警戒疏散", "Keep people away"), Text.of("关阀抢修", "Close the valve"));

  private final SmallCity world = new SmallCity();
  private final Case handling = world.does(world.street, world.dispatched(), CaseAction.TAKE);

  @Test
  void stepsThatMustBeConfirmedAreConfirmedAllOrTheHandlingIsNotOver() {
    CaseProcedure careful = procedure(Need.NOTE, Need.PHOTO, Need.STEPS);
    assertThat(finish(careful, List.of("a"), Set.of(1, 2)).isOk()).isTrue();
    for (Set<Integer> some : List.of(Set.<Integer>of(), Set.of(1), Set.of(2, 3))) {
      assertThat(SmallCity.code(finish(careful, List.of("a"), some)))
          .isEqualTo("case.missing.steps");
    }
  }

  @Test
  void beforeAndAfterAreTwoDifferentPhotos() {
    CaseProcedure shown = procedure(Need.PHOTOS);
    assertThat(finish(shown, List.of("a", "b"), Set.of()).isOk()).isTrue();
    for (List<String> few : List.of(List.of("a"), List.of("a", "a"))) {
      assertThat(SmallCity.code(finish(shown, few, Set.of()))).isEqualTo("case.missing.photos");
    }
  }

  @Test
  void aProcedureAddsToTheTableAndTakesNothingFromIt() {
    CaseProcedure bare = procedure();
    assertThat(finish(bare, List.of("a"), Set.of()).isOk()).isTrue();
    assertThat(SmallCity.code(finish(bare, List.of(), Set.of()))).isEqualTo("case.missing.photo");
    Transition finish = Lifecycle.find(CaseState.HANDLING, CaseAction.FINISH).orElseThrow();
    Transition take = Lifecycle.find(CaseState.DISPATCHED, CaseAction.TAKE).orElseThrow();
    CaseProcedure careful = procedure(Need.PHOTO, Need.STEPS);
    assertThat(careful.needs(finish)).containsExactly(Need.NOTE, Need.PHOTO, Need.STEPS);
    assertThat(careful.needs(take)).isEmpty();
  }

  @Test
  void theTimelineSaysWhichStepsWereDone() {
    Act done = act(List.of(), Set.of(2, 1));
    world.cases.addPhoto(new Photo("a", handling.id(), "HANDLING", "st", world.now, 10, 10));
    Case finished =
        world
            .desk
            .act(
                world.street,
                handling.id(),
                new Act(
                    done.action(), done.version(), "done", "", null, List.of("a"), done.details()))
            .orThrow();
    CaseEvent told = world.cases.timeline(finished.id()).getLast();
    assertThat(told.details()).containsEntry("done", "1 2");
    assertThat(TimelineReplay.progress(world.cases.timeline(finished.id())))
        .isEqualTo(finished.progress());
  }

  private Result<Granted> finish(CaseProcedure procedure, List<String> photos, Set<Integer> done) {
    return CaseRules.check(
        handling,
        world.street.user(),
        act(photos, done),
        new Circumstances(
            world.rules.policy(), world.rules.categories(), world.city.calendar(), world.now, 0),
        procedure);
  }

  private Act act(List<String> photos, Set<Integer> done) {
    return new Act(
        CaseAction.FINISH,
        handling.version(),
        "done",
        "",
        null,
        photos,
        new Details("", null, "", 0, done));
  }

  private static CaseProcedure procedure(Need... evidence) {
    return new CaseProcedure(
        "gas.leak", "event-0502", null, "street-office", STEPS, Map.of(), List.of(evidence));
  }
}
