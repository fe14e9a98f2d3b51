package furong.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader, and what the plan of Chengdu holds. */
class PlanReaderTest {

  private static final Path CHENGDU = root().resolve("cities/chengdu/plan");

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("cities/chengdu"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
    }
    return folder;
  }

  @Test
  void chengdusPlanIsWholeAndWithoutFaults() {
    PlanReader.Loaded loaded = PlanReader.read(CHENGDU);
    assertThat(loaded.notices()).isEmpty();
    Plan plan = loaded.plan();
    // six parts and thirty sections of the text; 69 actions numbered through
    assertThat(plan.goals()).hasSize(6 + 30);
    assertThat(plan.actions().stream().map(Action::id))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 69).mapToObj(String::valueOf).toList());
    // checkable targets, systems to build, designations and pilots, works called by name
    assertThat(plan.targets()).hasSize(68);
    assertThat(plan.tasks()).hasSize(94);
    assertThat(plan.milestones()).hasSize(30);
    assertThat(plan.projects()).hasSize(44);
  }

  @Test
  void everyNumberOfChengdusTargetsStandsInThePlan() {
    List<Target> numbered =
        PlanReader.read(CHENGDU).plan().targets().stream().filter(t -> t.value() != null).toList();
    // with 100 for "all", 0 for "none" and 1 for "monthly", these are all numbers that the plan
    // sets
    assertThat(new TreeSet<>(numbered.stream().map(Target::value).toList()))
        .containsExactly(
            0.0, 1.0, 10.0, 20.0, 25.0, 30.0, 35.0, 50.0, 60.0, 70.0, 100.0, 130.0, 2_200.0);
    assertThat(PlanReader.read(CHENGDU).plan().targets())
        .filteredOn(t -> t.form() == Target.Form.DIRECTION || t.form() == Target.Form.MILESTONE)
        .allSatisfy(t -> assertThat(t.value()).as(t.id()).isNull());
  }

  @Test
  void everyIndicatorOfATargetIsInAPackAndCountsInItsUnit() throws IOException {
    for (Target target : PlanReader.read(CHENGDU).plan().targets()) {
      for (String id : target.indicators()) {
        int dot = id.indexOf('.');
        Path file =
            root()
                .resolve("packs")
                .resolve(id.substring(0, dot))
                .resolve("indicators")
                .resolve(id.substring(dot + 1) + ".yaml");
        assertThat(file).as(target.id()).exists();
        if (target.value() != null && target.unit() != null) {
          assertThat(Files.readAllLines(file))
              .as(target.id())
              .contains("unit: \"" + target.unit().zh() + "\"");
        }
      }
    }
  }

  @Test
  void namesUnitsOnlyWhereTheTextNamesThem() {
    assertThat(PlanReader.read(CHENGDU).plan().goals())
        .filteredOn(g -> !g.named().isEmpty())
        .extracting(Goal::id)
        .containsExactly("s30");
  }

  @Test
  void aTargetWithoutAYearHasNoSpan() {
    Plan plan = PlanReader.read(CHENGDU).plan();
    assertThat(target(plan, "A27").span()).isNull();
    assertThat(target(plan, "A23").span()).isNotNull();
  }

  private static Target target(Plan plan, String id) {
    return (Target) plan.find(id).orElseThrow();
  }

  @Test
  void aCityWithoutAPlanHasNone(@TempDir Path folder) {
    PlanReader.Loaded loaded = PlanReader.read(folder.resolve("plan"));
    assertThat(loaded.plan().isNone()).isTrue();
    assertThat(loaded.notices()).isEmpty();
  }

  @Test
  void everyFaultNamesItsFileAndLine(@TempDir Path folder) throws IOException {
    for (String name :
        List.of(
            "plan.yaml",
            "actions.yaml",
            "targets.yaml",
            "tasks.yaml",
            "milestones.yaml",
            "projects.yaml",
            "rules.yaml")) {
      Files.copy(CHENGDU.resolve(name), folder.resolve(name));
    }
    Files.writeString(
        folder.resolve("targets.yaml"),
        """
        targets:
          - {id: Y1, of: "70", title: 没有这个行动, kind: milestone, criterion: x}
          - {id: Y2, of: "1", title: 编造的数, kind: direction, compare: rise, value: 5, criterion: x}
          - {id: "1", of: "1", title: 重号, kind: milestone, criterion: x}
          - {id: T4, of: "1", title: 错字, kind: mile, criterion: x, colour: red}
        """);
    List<Notice> notices = PlanReader.read(folder).notices();
    String name = folder.getFileName() + "/targets.yaml:";
    assertThat(notices)
        .extracting(n -> n.code() + " " + n.place().substring(0, name.length() + 1))
        .contains(
            "plan.of " + name + "2",
            "plan.target " + name + "3",
            "plan.id " + name + "4",
            "plan.id " + name + "5",
            "yaml.word " + name + "5",
            "yaml.unknown-key " + name + "5");
  }
}
