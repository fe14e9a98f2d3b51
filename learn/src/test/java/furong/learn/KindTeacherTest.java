package furong.learn;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.cases.Case;
import furong.cases.CaseState;
import furong.cases.CaseStore.Deadlines;
import furong.cases.Dossier;
import furong.cases.Matter;
import furong.cases.MemoryCases;
import furong.cases.MemoryReports;
import furong.cases.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A city that begins without cases and grows. */
class KindTeacherTest {

  private static final Instant NIGHT = Instant.parse("2026-03-02T02:00:00Z");

  @TempDir Path folder;
  private Instant now = NIGHT;
  private final MemoryCases cases = new MemoryCases();

  @Test
  void saysHowManyCasesItLacks() {
    KindTeacher teacher = teacher();
    keep(150, true, false);
    assertThat(teacher.round()).isFalse();
    assertThat(teacher.standing().card()).isNull();
    assertThat(teacher.standing().usable()).isBetween(1, 150);
    assertThat(teacher.guess("井盖不见了")).isEmpty();
  }

  @Test
  void learnsFromWhatTheDeskHasRegistered() {
    KindTeacher teacher = teacher();
    keep(600, true, false);
    assertThat(teacher.round()).isTrue();
    assertThat(teacher.guess("井盖不见了").getFirst().category()).isEqualTo("part-0102");
  }

  @Test
  void doesNotLearnFromReportsThatNobodyHasLookedAtNorFromSimulatedOnes() {
    KindTeacher teacher = teacher();
    keep(600, false, false);
    keep(600, true, true);
    assertThat(teacher.round()).isFalse();
    assertThat(teacher.standing().usable()).isZero();
  }

  @Test
  void keepsItsModelForADayAndFindsItAgainAfterAStart() {
    keep(600, true, false);
    assertThat(teacher().round()).isTrue();
    KindTeacher again = teacher();
    now = NIGHT.plus(Duration.ofHours(23));
    assertThat(again.round()).isFalse();
    assertThat(again.guess("路灯不亮")).isNotEmpty();
    now = NIGHT.plus(Duration.ofHours(24));
    assertThat(again.round()).isTrue();
  }

  private KindTeacher teacher() {
    InstantSource time = () -> now;
    return new KindTeacher(
        cases, new MemoryReports(cases), new ModelFile(folder.resolve("kinds.model")), time);
  }

  private void keep(int number, boolean registered, boolean simulated) {
    for (Told told : TextTown.told(number, 1)) {
      CaseState state = registered ? CaseState.REGISTERED : CaseState.REPORTED;
      Matter matter =
          new Matter(
              Matter.Origin.PERSON,
              Text.of("事", "matter"),
              told.category(),
              null,
              "510104",
              null,
              null,
              null,
              "",
              "",
              told.words(),
              simulated);
      Progress progress =
          new Progress(
              state,
              true,
              null,
              null,
              Map.of(),
              0,
              0,
              null,
              registered ? NIGHT : null,
              null,
              Dossier.EMPTY);
      cases.add(
          new Case(0, told.number(), matter, progress, NIGHT, NIGHT, 1), new Deadlines(null, null));
    }
  }
}
