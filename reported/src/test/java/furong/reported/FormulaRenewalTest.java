package furong.reported;

import static furong.reported.SmallReports.COUNTY;
import static furong.reported.SmallReports.ONE;
import static furong.reported.SmallReports.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Notice;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Definitions that change while the city runs, or between two starts. */
class FormulaRenewalTest {

  private final SmallReports reports = new SmallReports().through();
  private FormulaRenewal renewal = start();

  private FormulaRenewal start() {
    return new FormulaRenewal(
        reports.packs,
        reports.formulaBook,
        reports.work,
        reports.indicators,
        () -> List.of(YEAR),
        new AtOnce());
  }

  private void release(PackBook packs, long number) {
    reports.packs.take(packs.numbered(Map.of("check", number)));
  }

  private List<String> past(String indicator, String division) {
    return reports.formulas.past("check." + indicator, division, YEAR).stream()
        .map(p -> p.old().value() + " " + p.why())
        .toList();
  }

  @Test
  void theFirstRoundKeepsWhatValuesWereComputedByAndChangesNone() {
    Double before = reports.value("safe-share", COUNTY);
    assertThat(renewal.round()).isEqualTo(2);
    assertThat(reports.value("safe-share", COUNTY)).isEqualTo(before);
    assertThat(past("safe-share", COUNTY)).isEmpty();
    assertThat(renewal.round()).isZero();
  }

  @Test
  void aReleasedParameterGivesEveryValueThatQuotesItAnew() {
    renewal.round();
    // 5 + 10 + 25 of 100 + 200 + 100 homes: 10 %, so 1 - 0.1, then 2 - 0.1
    assertThat(reports.value("safe-share", COUNTY)).isEqualTo(0.9);
    release(reports.packs.with("check", Map.of("whole", 2.0)), 1);
    assertThat(renewal.round()).isEqualTo(1);
    assertThat(reports.value("safe-share", COUNTY)).isEqualTo(1.9);
    assertThat(past("safe-share", COUNTY)).containsExactly("0.9 definition");
    // what does not quote it stands as it was
    assertThat(reports.value("gas-share", ONE)).isEqualTo(5.0);
    assertThat(past("gas-share", ONE)).isEmpty();
  }

  @Test
  void aReleaseThatTouchesNoFormulaComputesNothing() {
    renewal.round();
    assertThat(jumps()).isEmpty();
    release(reports.packs.with("check", Map.of("jump", 20.0)), 1);
    assertThat(renewal.round()).isZero();
    assertThat(past("safe-share", COUNTY)).isEmpty();
    // the checks of forms follow at once
    assertThat(jumps()).containsExactly("figure.jump");
  }

  /** 100 -> 121 is less than a half and more than a fifth. */
  private List<String> jumps() {
    Map<String, Cell> cells = Map.of("check.homes", new Cell("check.homes", 121.0, ""));
    return reports
        .book
        .checks(reports.book.find(SmallReports.FORM).orElseThrow())
        .whole(cells, Map.of("check.homes", 100.0))
        .stream()
        .map(Notice::code)
        .filter("figure.jump"::equals)
        .toList();
  }

  @Test
  void whatWasNotDoneBeforeAStopIsDoneAfterTheStart() {
    renewal.round();
    release(reports.packs.with("check", Map.of("whole", 2.0)), 1);
    renewal = start();
    assertThat(renewal.round()).isEqualTo(1);
    assertThat(reports.value("safe-share", COUNTY)).isEqualTo(1.9);
    assertThat(start().round()).isZero();
  }

  @Test
  void aNewDefinitionIsComputedOverWhatWasReportedBefore() {
    renewal.round();
    Map<String, String> texts = new HashMap<>(SmallReports.TEXTS);
    texts.merge(
        "check/params.yaml",
        "whole: {title: 全部, value: 1, unit: \"1\", reason: 全部, source: 算术}\n",
        String::concat);
    texts.put(
        "check/indicators/old-share.yaml",
        """
        name: old-share
        title: 老住宅占比
        version: "1"
        formula: 老 ÷ 全部
        unit: "%"
        direction: less-is-better
        levels: [county]
        computed: {of: figures.old, by: figures.homes, cycle: year}
        validity: 全部审定
        source: 试
        """);
    release(PackReader.read(new PackFiles("packs", texts)).orThrow(), 1);
    assertThat(renewal.round()).isEqualTo(1);
    // 60 + 100 + 50 of 400
    assertThat(reports.value("old-share", COUNTY)).isEqualTo(52.5);
    assertThat(reports.value("old-share", ONE)).isNull();
  }

  @Test
  void aDefinitionThatWasAwayIsComputedOverWhatMovedMeanwhile() {
    renewal.round();
    PackBook before = reports.packs.inForce();
    Map<String, String> texts = new HashMap<>(before.files().texts());
    texts.remove("check/indicators/safe-share.yaml");
    release(PackReader.read(new PackFiles("packs", texts)).orThrow(), 1);
    assertThat(renewal.round()).isZero();
    release(before, 2);
    assertThat(renewal.round()).isEqualTo(1);
    assertThat(renewal.round()).isZero();
  }
}
