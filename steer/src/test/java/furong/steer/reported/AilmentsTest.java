package furong.steer.reported;

import static furong.steer.reported.CheckedCity.CITY;
import static furong.steer.reported.CheckedCity.EAST;
import static furong.steer.reported.CheckedCity.GAS;
import static furong.steer.reported.CheckedCity.SEWAGE;
import static furong.steer.reported.CheckedCity.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Result;
import furong.plan.Supervised;
import furong.serve.Problems.ProblemException;
import furong.steer.reported.Ailments.AssignRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the list of ailments to tasks. */
class AilmentsTest {

  private final CheckedCity world = new CheckedCity();

  private Result<Supervised> assign(String division, String year, String indicator, String words) {
    return world.ailments.assign(
        world.planner, new AssignRequest(division, year, indicator, "housing-510100", words, null));
  }

  @Test
  void anAilmentSpeaksForItselfAndItsTaskStandsBesideItInTheCheck() {
    Supervised task = assign(CITY, "2025", SEWAGE, "").orThrow();
    assertThat(task.words()).isEqualTo("城市生活污水集中收集率：未达底线 70；比上年 68 变差");
    assertThat(
            world.reader.parts(CITY, YEAR).stream()
                .flatMap(p -> p.readings().stream())
                .filter(r -> r.task().isPresent())
                .map(r -> r.item().indicator().id() + " " + r.task().orElseThrow().number()))
        .containsExactly(SEWAGE + " TJ-2025-001");
    assertThat(assign(CITY, "2025", SEWAGE, "再来").isOk()).as("once").isFalse();
    assertThat(assign(CITY, "2025", GAS, "排查").orThrow().number()).isEqualTo("TJ-2025-002");
  }

  @Test
  void whatDoesNotAilOrIsNotKnownIsRefused() {
    // 72 % is above the line of 70 %
    assertThatThrownBy(() -> assign(EAST, "2025", SEWAGE, "整改"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Nothing ails");
    assertThatThrownBy(() -> assign(CITY, "2025", "health-check.homes-pipes", "整改"))
        .hasMessageContaining("Nothing ails");
    assertThatThrownBy(() -> assign(CITY, "2025", "air.good-days-ratio", "整改"))
        .hasMessageContaining("The check has no");
    assertThatThrownBy(() -> assign(CITY, "soon", SEWAGE, "整改"))
        .hasMessageContaining("Name a year");
    assertThat(world.tasks.about("2025", null)).isEmpty();
  }

  /** 68 % in 2024 was handed out; in 2025 it is 65 %. */
  @Test
  void theNextYearSaysWhetherTheTaskOfTheYearBeforeHelped() {
    assign(CITY, "2024", SEWAGE, "").orThrow();
    List<CheckupReader.Reading> after =
        world.reader.parts(CITY, YEAR).stream()
            .flatMap(p -> p.readings().stream())
            .filter(r -> r.lastTask().isPresent())
            .toList();
    assertThat(after).hasSize(1);
    assertThat(after.getFirst().lastTask().orElseThrow().number()).isEqualTo("TJ-2024-001");
    assertThat(after.getFirst().task()).isEmpty();
    assertThat(after.getFirst().findings()).isNotEmpty();
  }

  /** The slower second method: each division by itself. */
  @Test
  void theListBelowSaysWhatEachDivisionSaysByItself() {
    Supervised task = assign(CheckedCity.WEST, "2025", GAS, "排查").orThrow();
    List<CheckupBelow.Ailing> list =
        new CheckupBelow(world.reader, world.values, world.tasks, world.city).of(CITY, YEAR);
    List<String> bySelf =
        world.reader.below(CITY, YEAR).stream()
            .flatMap(d ->
                world.reader.parts(d.code(), YEAR).stream()
                    .flatMap(p -> p.readings().stream())
                    .filter(r -> !r.findings().isEmpty())
                    .map(r -> d.code() + " " + r.item().indicator().id() + " " + r.findings()))
            .toList();
    // 60 % of the sewage in the west is below 70 %; homes with gas hazards are in both
    assertThat(bySelf).hasSize(3);
    assertThat(list)
        .extracting(a -> a.division().code() + " " + a.item().indicator().id() + " " + a.findings())
        .isEqualTo(bySelf);
    assertThat(list.stream().flatMap(a -> a.task().stream())).containsExactly(task);
    assertThat(
            new CheckupBelow(world.reader, world.values, world.tasks, world.city)
                .of(CheckedCity.WEST, YEAR))
        .isEmpty();
  }
}
