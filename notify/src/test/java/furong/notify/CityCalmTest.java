package furong.notify;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Notice;
import furong.base.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityCalmTest {

  @TempDir Path folder;

  @Test
  void aCityThatSaysNothingHasThePlainOne() {
    assertThat(CityCalmReader.read(folder, d -> true).orThrow()).isEqualTo(CityCalm.PLAIN);
  }

  @Test
  void theCitiesOfTheProjectAreRead() {
    CityCalm chengdu =
        CityCalmReader.read(SmallTown.project().resolve("cities/chengdu"), d -> true).orThrow();
    assertThat(chengdu.inhibit()).isNotEmpty();
    assertThat(chengdu.steps(Level.I)).hasSizeGreaterThan(1);
  }

  @Test
  void readsRulesAndPlans() throws IOException {
    CityCalm calm =
        read("""
        group: [rule, county]
        group_wait: 1min
        inhibit:
          - id: worse
            why: {zh: 更高, en: Worse}
            source: ["level=1"]
            target: ["level=2|3|4"]
            equal: [thing]
        notify:
          - levels: [1, 2]
            steps:
              - {after: 0s, duty: operations, level: county, channels: [inbox, mail]}
              - {after: 10min, duty: operations, level: city, channels: [inbox]}
        warnings: {cases_from: Severe}
        """)
            .orThrow();
    assertThat(calm.group()).containsExactly("rule", "county");
    assertThat(calm.groupWait()).isEqualTo(Duration.ofMinutes(1));
    assertThat(calm.groupInterval()).isEqualTo(Duration.ofMinutes(5)); // the default
    assertThat(calm.inhibit().getFirst().target()).hasToString("[level=2|3|4]");
    assertThat(calm.steps(Level.II).get(1).after()).isEqualTo(Duration.ofMinutes(10));
    assertThat(calm.steps(Level.II).get(1).level()).isEqualTo(DivisionLevel.CITY);
    assertThat(calm.steps(Level.IV)).isEmpty();
    assertThat(calm.warnings().opens("Moderate")).isFalse();
    assertThat(calm.warnings().opens("Extreme")).isTrue();
    assertThat(calm.warnings().level()).isEqualTo(DivisionLevel.GRID); // when nothing is said
  }

  @Test
  void namesEachFaultWithItsPlace() throws IOException {
    Result<CityCalm> bad =
        read(
            """
            group: [colour]
            inhibit:
              - {id: x, why: y, source: ["level>1"], target: ["level=2"], equal: []}
            notify:
              - levels: [5]
                steps:
                  - {after: 10min, duty: operations, level: city, channels: [pigeon]}
                  - {after: 5min, duty: operations, level: city, channels: [inbox]}
            silence: all
            """);
    List<Notice> notices = ((Result.Refused<CityCalm>) bad).notices();
    assertThat(notices)
        .extracting(Notice::code)
        .contains("calm.label", "calm.matcher", "calm.level", "calm.channel", "calm.order");
    assertThat(notices).allMatch(n -> n.place().startsWith("calm.yaml:"));
  }

  @Test
  void casesOfWarningsAreOpenedInStreetsOrBelow() throws IOException {
    CityCalm calm =
        read("warnings: {cases_from: Minor, cases_at: community, most_cases: 5}\n").orThrow();
    assertThat(calm.warnings().level()).isEqualTo(DivisionLevel.COMMUNITY);
    assertThat(calm.warnings().most()).isEqualTo(5);
    var bad =
        (Result.Refused<CityCalm>)
            read("warnings: {cases_from: Minor, cases_at: city, most_cases: 0}\n");
    assertThat(bad.notices()).extracting(Notice::code).contains("calm.most").hasSize(2);
  }

  @Test
  void aDutyThatNobodyAnswersForIsAFaultAtItsPlace() throws IOException {
    Files.writeString(
        folder.resolve("calm.yaml"), "warnings: {cases_from: Minor, duty: stret-office}\n");
    var bad =
        (Result.Refused<CityCalm>) CityCalmReader.read(folder, Set.of("street-office")::contains);
    assertThat(bad.notices()).extracting(Notice::code).containsExactly("calm.duty");
    assertThat(
            read("warnings: {cases_from: Minor, duty: street-office, channels: [inbox, mail]}\n")
                .orThrow())
        .extracting(c -> c.warnings().channels())
        .isEqualTo(Set.of("inbox", "mail"));
    assertThat(
            ((Result.Refused<CityCalm>)
                    read("warnings: {cases_from: Minor, channels: [webhook]}\n"))
                .notices())
        .extracting(Notice::code)
        .containsExactly("calm.channel");
  }

  private Result<CityCalm> read(String text) throws IOException {
    Files.writeString(folder.resolve("calm.yaml"), text);
    return CityCalmReader.read(folder, d -> true);
  }
}
