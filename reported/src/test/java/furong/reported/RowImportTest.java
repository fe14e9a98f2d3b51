package furong.reported;

import static furong.reported.SmallReports.FORM;
import static furong.reported.SmallReports.ONE;
import static furong.reported.SmallReports.THREE;
import static furong.reported.SmallReports.TWO;
import static furong.reported.SmallReports.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import furong.base.Transactions;
import furong.reported.RowImport.Outcome;
import furong.reported.RowImport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowImportTest {

  private final SmallReports reports = new SmallReports();
  private final Ended ended = new Ended();
  private final RowImport rows = new RowImport(reports.desk, reports.store, ended);

  /** Notes how each transaction ended. */
  private static final class Ended implements Transactions {
    final List<String> how = new ArrayList<>();

    @Override
    public <T> T inOne(Supplier<T> work) {
      try {
        T value = work.get();
        how.add("kept");
        return value;
      } catch (RuntimeException e) {
        how.add("undone");
        throw e;
      }
    }
  }

  private static Row row(int number, String division, String figure, @Nullable Double value) {
    return new Row("row " + number, division, "check." + figure, value, "");
  }

  private Outcome take(Row... taken) {
    return rows.take(reports.county, FORM, YEAR, List.of(taken), List.of());
  }

  private static List<String> told(Outcome outcome) {
    return outcome.notices().stream().map(n -> n.place() + " " + n.code()).toList();
  }

  @Test
  void aGoodTableFillsTheSheetsOfAllItsDivisions() {
    Outcome outcome =
        take(
            row(2, ONE, "homes", 100.0),
            row(3, ONE, "gas", 5.0),
            row(4, THREE, "homes", 80.0),
            row(5, THREE, "gas", null));
    assertThat(outcome).isEqualTo(new Outcome(true, 3, 0, List.of()));
    assertThat(ended.how).containsExactly("kept");
    assertThat(reports.store.total("check.homes", SmallReports.CITY, YEAR).sum()).isEqualTo(180);
    // an empty cell leaves the figure as it stands
    assertThat(reports.store.history("check.gas", THREE, YEAR)).isEmpty();
  }

  @Test
  void theSameTableAgainChangesNothingAndSaysSo() {
    Row homes = row(2, ONE, "homes", 100.0);
    take(homes, row(3, ONE, "gas", 5.0));
    assertThat(take(homes, row(3, ONE, "gas", 6.0))).isEqualTo(new Outcome(true, 2, 1, List.of()));
    assertThat(reports.store.history("check.homes", ONE, YEAR)).hasSize(1);
    assertThat(reports.store.history("check.gas", ONE, YEAR)).hasSize(2);
  }

  @Test
  void eachBadRowIsToldAtItsNumberAndNothingIsKept() {
    Outcome outcome =
        take(
            row(2, ONE, "homes", 100.0),
            row(3, TWO, "homes", -1.0),
            row(4, TWO, "old", 1.5),
            row(5, TWO, "pets", 3.0),
            row(6, "510199001001", "homes", 7.0),
            row(7, THREE, "homes", 80.0),
            row(8, THREE, "homes", 81.0));
    assertThat(outcome.kept()).isFalse();
    assertThat(told(outcome))
        .containsExactly(
            "row 3 figure.low",
            "row 4 figure.whole",
            "row 5 figure.unknown",
            "row 6 sheet.unknown",
            "row 8 row.twice");
    assertThat(ended.how).containsExactly("undone");
  }

  @Test
  void rowsOfDivisionsThatAreLockedOrNotOnesOwnAreTold() {
    reports.approved(reports.one, reports.first, ONE, 60, 40, 5);
    assertThat(told(take(row(2, ONE, "gas", 6.0), row(3, TWO, "gas", 1.0))))
        .containsExactly("row 2 sheet.locked");
    Outcome elsewhere =
        rows.take(reports.second, FORM, YEAR, List.of(row(2, TWO, "gas", 1.0)), List.of());
    assertThat(told(elsewhere)).containsExactly("row 2 rights.scope");
  }

  @Test
  void aRowThatCouldNotBeReadKeepsTheOthersOut() {
    Notice unread = Notice.of("row.number", "row 3", "\"一百\" is no number");
    Outcome outcome =
        rows.take(
            reports.county, FORM, YEAR, List.of(row(2, ONE, "homes", 100.0)), List.of(unread));
    assertThat(told(outcome)).containsExactly("row 3 row.number");
    assertThat(outcome.rows()).isEqualTo(1);
    assertThat(ended.how).containsExactly("undone");
  }
}
