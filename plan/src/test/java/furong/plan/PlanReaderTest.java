package furong.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    // with 100 for "all", 0 for "none", 1 for "monthly" and "once", these are all numbers that the
    // plan sets
    assertThat(new TreeSet<>(numbered.stream().map(Target::value).toList()))
        .containsExactly(
            0.0, 1.0, 10.0, 20.0, 25.0, 30.0, 35.0, 50.0, 60.0, 70.0, 100.0, 130.0, 2_200.0);
    assertThat(PlanReader.read(CHENGDU).plan().targets())
        .filteredOn(t -> t.form() == Target.Form.DIRECTION || t.form() == Target.Form.MILESTONE)
        // an evaluation is asked once, and those that were closed are counted
        .filteredOn(t -> !t.id().equals("A63"))
        .allSatisfy(t -> assertThat(t.value()).as(t.id()).isNull());
  }

  /**
   * Where each of the 68 stands in the text: the parts and sections by name, the rest by action.
   */
  private static final String PLACES =
      """
      p1 A01 A02 A03 A04 A05 A06 A07 A08
      3 A09 A10
      4 A11 A12
      5 A13 A14
      6 A15
      7 A16
      8 A17
      11 A18 A19 A20
      12 A21 A22 A23
      13 A24 A25
      16 A26
      17 A27
      18 A28 A29
      20 A30 A31
      22 A32 A33
      24 A34
      27 A35 A36
      28 A37
      30 A38
      31 A39 A64
      32 A40 A67
      33 A41
      34 A42
      36 A43 A44 A65
      37 A45 A46 A47
      50 A48 A49
      55 A50
      56 A51
      60 A52
      61 A53
      63 A54
      65 A55 A56 A57 A58
      68 A59
      69 A60
      s25 A61
      s30 A62
      s29 A63
      25 A66
      23 A68
      """;

  @Test
  void eachTargetStandsWhereThePlanNamesIt() {
    List<String> expected =
        PLACES
            .lines()
            .flatMap(line -> {
              String[] words = line.split(" ");
              return Stream.of(words).skip(1).map(target -> target + " of " + words[0]);
            })
            .sorted()
            .toList();
    assertThat(expected).hasSize(68);
    assertThat(PlanReader.read(CHENGDU).plan().targets())
        .extracting(t -> t.id() + " of " + t.of())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void onlyWhatThePlanDatesHasADate() {
    List<Target> targets = PlanReader.read(CHENGDU).plan().targets();
    Map<Integer, List<String>> byYear =
        targets.stream()
            .filter(t -> t.span() != null)
            .collect(
                Collectors.groupingBy(
                    t -> Objects.requireNonNull(t.span()).last().getYear(),
                    TreeMap::new,
                    Collectors.mapping(Target::id, Collectors.toList())));
    assertThat(byYear)
        .isEqualTo(
            Map.of(
                2024,
                List.of("A12"),
                2025,
                List.of(
                    "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A23", "A24", "A25", "A32",
                    "A38", "A40", "A43", "A44", "A45", "A62"),
                2035,
                List.of("A08")));
    assertThat(targets)
        .filteredOn(t -> t.per() == Target.Per.YEAR)
        .extracting(Target::id)
        .containsExactly("A25");
    assertThat(targets)
        .filteredOn(t -> t.per() == Target.Per.MONTH)
        .extracting(Target::id)
        .containsExactly("A62");
  }

  /** Designations and pilots, by the action or section that wants to win them. */
  @Test
  void eachMilestoneStandsWhereThePlanNamesIt() {
    Map<String, Long> counts =
        PlanReader.read(CHENGDU).plan().milestones().stream()
            .collect(Collectors.groupingBy(Milestone::of, Collectors.counting()));
    assertThat(counts)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("4", 1L),
                Map.entry("6", 2L),
                Map.entry("10", 2L),
                Map.entry("12", 2L),
                Map.entry("15", 1L),
                Map.entry("17", 1L),
                Map.entry("23", 1L),
                Map.entry("s15", 1L),
                Map.entry("34", 1L),
                Map.entry("35", 3L),
                Map.entry("44", 2L),
                Map.entry("45", 1L),
                Map.entry("47", 3L),
                Map.entry("50", 1L),
                Map.entry("52", 1L),
                Map.entry("53", 1L),
                Map.entry("62", 1L),
                Map.entry("s25", 1L),
                Map.entry("66", 2L),
                Map.entry("69", 2L)));
  }

  @Test
  void everyIndicatorOfATargetIsInAPackAndCountsInItsUnit() throws IOException {
    for (Target target : PlanReader.read(CHENGDU).plan().targets()) {
      for (String id : target.indicators()) {
        if (SteeringFigures.Own.find(id).isPresent()) {
          continue; // counted by the steering itself
        }
        Path file = indicator(id);
        assertThat(file).as(target.id()).exists();
        if (target.value() != null && target.unit() != null) {
          assertThat(Files.readAllLines(file))
              .as(target.id())
              .contains("unit: \"" + target.unit().zh() + "\"");
        }
      }
      assertThat(target.beside())
          .as(target.id())
          .allSatisfy(id -> {
            assertThat(indicator(id)).exists();
            assertThat(target.indicators()).doesNotContain(id);
          });
    }
  }

  private static Path indicator(String id) {
    int dot = id.indexOf('.');
    return root()
        .resolve("packs")
        .resolve(id.substring(0, dot))
        .resolve("indicators")
        .resolve(id.substring(dot + 1) + ".yaml");
  }

  /**
   * Of 68: what a figure tells, what only stands beside, what units report, what is a direction.
   */
  @Test
  void whoTellsOfEachTargetIsSaid() {
    List<Target> targets = PlanReader.read(CHENGDU).plan().targets();
    assertThat(targets)
        .filteredOn(t -> !t.indicators().isEmpty())
        .extracting(Target::id)
        .containsExactly(
            "A01", "A03", "A18", "A20", "A21", "A23", "A40", "A56", "A57", "A58", "A62", "A63");
    assertThat(targets)
        .filteredOn(t -> !t.beside().isEmpty())
        .extracting(Target::id)
        .containsExactly(
            "A02", "A04", "A07", "A08", "A13", "A18", "A19", "A32", "A38", "A43", "A53", "A61",
            "A64", "A65", "A66");
    // a direction that no figure tells of goes by what units report
    assertThat(targets)
        .filteredOn(t -> t.form() == Target.Form.DIRECTION && t.indicators().isEmpty())
        .extracting(Target::id)
        .containsExactly(
            "A02", "A05", "A06", "A22", "A33", "A48", "A52", "A59", "A64", "A65", "A66", "A67",
            "A68");
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
