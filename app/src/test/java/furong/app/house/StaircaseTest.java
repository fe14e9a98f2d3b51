package furong.app.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import furong.app.wiring.FurongApplication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Component;

/** Arrows go down, and no loop stands anywhere. */
class StaircaseTest {

  private static JavaClasses classes;

  @BeforeAll
  static void readTheHouse() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("furong");
  }

  @Test
  void everyPackageStandsOnAFloor() {
    assertThat(classes).isNotEmpty();
    assertThat(classes.stream().map(StaircaseTest::module).distinct())
        .as("modules with a floor in House.FLOORS")
        .isSubsetOf(House.FLOORS.keySet());
  }

  @Test
  void aModuleImportsOnlyLowerFloors() {
    for (Map.Entry<String, Integer> floor : House.FLOORS.entrySet()) {
      String module = floor.getKey();
      noClasses()
          .that()
          .resideInAPackage("furong." + module + "..")
          .should()
          .dependOnClassesThat(standsOnTheSameOrAHigherFloor(module, floor.getValue()))
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void stagesKnowNoFramework() {
    List<String> stages =
        House.FLOORS.entrySet().stream()
            .filter(e -> e.getValue() <= House.LAST_STAGE_FLOOR)
            .map(e -> "furong." + e.getKey() + "..")
            .toList();
    noClasses()
        .that()
        .resideInAnyPackage(stages.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "tools.jackson..",
            "com.fasterxml.jackson..",
            "java.sql..",
            "javax.sql..",
            "org.apache.kafka..",
            "org.apache.flink..",
            "org.duckdb..",
            "org.slf4j..")
        .check(classes);
  }

  @Test
  void springStandsOnlyInTheDoorsAndApp() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "furong.serve..",
            "furong.sense..",
            "furong.steer..",
            "furong.warn..",
            "furong.work..",
            "furong.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(classes);
  }

  /** A door outside of the scan compiles, and answers nobody. */
  @Test
  void everyDoorIsFound() {
    List<String> scanned =
        List.of(FurongApplication.class.getAnnotation(ComponentScan.class).value());
    assertThat(
            classes.stream()
                .filter(type -> type.isMetaAnnotatedWith(Component.class))
                .map(JavaClass::getName)
                .filter(name -> scanned.stream().noneMatch(root -> name.startsWith(root + "."))))
        .as("components that Spring does not look for")
        .isEmpty();
  }

  @Test
  void packagesFormNoLoop() {
    slices().matching("furong.(**)").should().beFreeOfCycles().check(classes);
  }

  private static DescribedPredicate<JavaClass> standsOnTheSameOrAHigherFloor(
      String module, int floor) {
    return DescribedPredicate.describe(
        "stand on floor " + floor + " or above, outside " + module,
        other -> {
          if (!other.getPackageName().startsWith("furong.")) {
            return false;
          }
          String of = module(other);
          return !of.equals(module) && House.FLOORS.getOrDefault(of, 99) >= floor;
        });
  }

  private static String module(JavaClass type) {
    return type.getPackageName().split("\\.")[1];
  }
}
