package furong.reported;

import static furong.reported.SmallReports.CITY;
import static furong.reported.SmallReports.COUNTY;
import static furong.reported.SmallReports.FIRST;
import static furong.reported.SmallReports.ONE;
import static furong.reported.SmallReports.SECOND;
import static furong.reported.SmallReports.THREE;
import static furong.reported.SmallReports.TWO;
import static furong.reported.SmallReports.YEAR;
import static furong.reported.SmallReports.cell;
import static furong.reported.SmallReports.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.pack.Formula.Kind;
import furong.reported.FormulaValue.Used;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormulaWorkTest {

  private final SmallReports reports = new SmallReports();

  @Test
  void addsUpBeforeItDivides() {
    reports.through();
    // 5/100, 10/200, 25/100; street one 15/300; county (15 + 25)/400
    assertThat(reports.value("gas-share", ONE)).isEqualTo(5);
    assertThat(reports.value("gas-share", FIRST)).isEqualTo(5);
    assertThat(reports.value("gas-share", SECOND)).isEqualTo(25);
    assertThat(reports.value("gas-share", COUNTY)).isEqualTo(10);
    FormulaValue county = reports.formulas.find("check.gas-share", COUNTY, YEAR).orElseThrow();
    assertThat(county.numerator()).isEqualTo(40);
    assertThat(county.denominator()).isEqualTo(400);
    assertThat(county.inputs())
        .extracting(Used::id, Used::count, Used::expected)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("check.gas", 3, 3),
            org.assertj.core.groups.Tuple.tuple("check.homes", 3, 3));
  }

  @Test
  void aFormulaOverAnIndicatorTakesItsUnitAlong() {
    reports.through();
    // 1 - 10 % = 0.9
    assertThat(reports.value("safe-share", COUNTY)).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void hasNoValueWhileADivisionIsNotThrough() {
    reports.approved(reports.one, reports.first, ONE, 60, 40, 5);
    reports.approved(reports.two, reports.first, TWO, 100, 100, 10);
    assertThat(reports.value("gas-share", ONE)).isEqualTo(5);
    assertThat(reports.value("gas-share", FIRST)).isNull();
    assertThat(reports.value("gas-share", CITY)).isNull();
  }

  @Test
  void aCorrectionReachesAllAboveAndThePastStaysWithTheReason() {
    reports.through();
    long version = reports.sheet(THREE).version();
    reports
        .desk
        .correct(reports.second, key(THREE), version, List.of(cell("gas", 5.0)), "复核后更正")
        .orThrow();
    // (5 + 10 + 5) / 400
    assertThat(reports.value("gas-share", COUNTY)).isEqualTo(5);
    assertThat(reports.value("safe-share", COUNTY)).isCloseTo(0.95, within(1e-12));
    assertThat(reports.formulas.past("check.gas-share", COUNTY, YEAR))
        .singleElement()
        .satisfies(past -> assertThat(past.why()).isEqualTo("复核后更正"))
        .satisfies(past -> assertThat(past.old().value()).isEqualTo(10));
    assertThat(reports.formulas.past("check.gas-share", ONE, YEAR)).isEmpty();
  }

  /** The slower second method: everything from nothing, after many random corrections. */
  @Test
  void stepByStepComesToTheSameAsAllAtOnce() {
    reports.through();
    Random random = new Random(20_260_101);
    for (int i = 0; i < 50; i++) {
      String division = List.of(ONE, TWO, THREE).get(random.nextInt(3));
      int old = 1 + random.nextInt(150);
      int young = 1 + random.nextInt(150);
      // a total changes with its parts, and a part of it never exceeds it
      List<Cell> cells =
          List.of(
              cell("homes", (double) old + young),
              cell("old", (double) old),
              cell("new", (double) young),
              cell("gas", (double) random.nextInt(old + young)));
      reports
          .desk
          .correct(
              reports.county, key(division), reports.sheet(division).version(), cells, "更正" + i)
          .orThrow();
    }
    assertThat(reports.work.all(Set.of(Kind.FIGURE), YEAR, "from nothing")).isZero();
  }
}
