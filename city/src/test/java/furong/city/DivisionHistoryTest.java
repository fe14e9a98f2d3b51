package furong.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Period;
import furong.city.DivisionHistory.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A county of three streets today. In 2020 street 009 went into 001; in 2023 street 003 was taken
 * out of 002.
 */
class DivisionHistoryTest {

  private static final String COUNTY = "510104";
  private static final String ONE = "510104001";
  private static final String TWO = "510104002";
  private static final String THREE = "510104003";
  private static final String NINE = "510104009";
  private static final LocalDate MERGED = LocalDate.of(2020, 7, 1);
  private static final LocalDate SPLIT = LocalDate.of(2023, 1, 1);

  private static final Divisions TODAY =
      Divisions.of(
          List.of(
              BoxCity.division("510100", ""),
              BoxCity.division(COUNTY, "510100"),
              BoxCity.division(ONE, COUNTY),
              BoxCity.division(TWO, COUNTY),
              BoxCity.division(THREE, COUNTY)),
          Map.of());

  private final DivisionHistory history =
      DivisionHistory.of(
          TODAY,
          List.of(
              Change.ended(MERGED, BoxCity.division(NINE, COUNTY), List.of(ONE)),
              Change.began(SPLIT, THREE, List.of(TWO))));

  @Test
  void eachDayHasTheTreeOfItsTime() {
    assertThat(streets(LocalDate.of(2019, 1, 1))).containsExactly(ONE, TWO, NINE);
    assertThat(streets(MERGED.minusDays(1))).containsExactly(ONE, TWO, NINE);
    assertThat(streets(MERGED)).containsExactly(ONE, TWO);
    assertThat(streets(SPLIT.minusDays(1))).containsExactly(ONE, TWO);
    assertThat(streets(SPLIT)).containsExactly(ONE, TWO, THREE);
  }

  @Test
  void aPeriodIsAddedUpOverTheTreeOfItsLastDay() {
    assertThat(history.in(Period.parse("2020-06")).find(NINE)).isPresent();
    assertThat(history.in(Period.parse("2020")).find(NINE)).isEmpty();
  }

  @Test
  void whatHasMergedOrSplitSinceIsFoundUnderTheCodeOfTheDay() {
    LocalDate before = LocalDate.of(2019, 1, 1);
    LocalDate after = LocalDate.of(2024, 1, 1);
    assertThat(history.codeOn(THREE, before)).isEqualTo(TWO);
    assertThat(history.codeOn(THREE, after)).isEqualTo(THREE);
    assertThat(history.codeOn(NINE, after)).isEqualTo(ONE);
    assertThat(history.codeOn(NINE, before)).isEqualTo(NINE);
    assertThat(history.codeOn("519999", before)).isEqualTo("519999");
  }

  @Test
  void whatEndedIsStillKnownWithItsName() {
    assertThat(history.find(NINE)).map(Division::code).contains(NINE);
    assertThat(history.ended(NINE)).map(Change::others).contains(List.of(ONE));
    assertThat(history.ended(ONE)).isEmpty();
    assertThat(history.began(THREE)).map(Change::on).contains(SPLIT);
  }

  @Test
  void aChangeThatDoesNotFitIsRefused() {
    assertThatThrownBy(
            () -> DivisionHistory.of(TODAY, List.of(Change.began(SPLIT, NINE, List.of(TWO)))))
        .hasMessageContaining("began, yet it is not there");
    assertThatThrownBy(() ->
            DivisionHistory.of(
                TODAY, List.of(Change.ended(MERGED, BoxCity.division(ONE, COUNTY), List.of(TWO)))))
        .hasMessageContaining("ended, yet it is there afterwards");
    assertThatThrownBy(() ->
            DivisionHistory.of(
                TODAY,
                List.of(Change.ended(MERGED, BoxCity.division(NINE, COUNTY), List.of("51010477")))))
        .hasMessageContaining("which is not there");
  }

  @Test
  void aCitysFileSaysTheSame(@TempDir Path city) throws IOException {
    Files.writeString(
        city.resolve("division-changes.csv"),
        """
        # street 009 went into 001, street 003 was taken out of 002
        on,what,code,level,zh,en,parent,others
        2020-07-01,ended,510104009,STREET,老街道,Old Street,510104,510104001
        2023-01-01,began,510104003,,,,,510104002
        """);
    DivisionHistory read = DivisionHistory.load(city, TODAY);
    assertThat(read.on(LocalDate.of(2019, 1, 1)).find(NINE))
        .hasValueSatisfying(old -> assertThat(old.name().zh()).isEqualTo("老街道"));
    assertThat(read.on(MERGED).find(NINE)).isEmpty();
    assertThat(read.on(MERGED).find(THREE)).isEmpty();
  }

  @Test
  void aCityWithoutTheFileNeverChanged(@TempDir Path city) {
    assertThat(DivisionHistory.load(city, TODAY).on(LocalDate.of(1950, 1, 1))).isSameAs(TODAY);
  }

  private List<String> streets(LocalDate day) {
    return history.on(day).children(COUNTY).stream().map(Division::code).toList();
  }
}
