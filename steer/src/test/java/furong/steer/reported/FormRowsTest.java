package furong.steer.reported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.paper.TableFiles;
import furong.reported.RowImport.Row;
import furong.serve.FilledTable;
import furong.serve.Problems.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormRowsTest {

  private static final String ONE = "510104001001";

  @TempDir private Path folder;

  private Path xlsx(List<List<String>> rows) throws IOException {
    Path file = folder.resolve("filled.xlsx");
    byte[] bytes = TableFiles.xlsx(List.of(new TableFiles.Sheet("填报", FormRows.HEADER, rows)));
    return Files.write(file, bytes);
  }

  private static FormRows read(Path file) {
    return FormRows.of(FilledTable.read(file, FormRows.HEADER.size(), FormRows.MAX_ROWS));
  }

  @Test
  void aSpreadsheetIsReadRowByRowUnderTheNumbersThatItShows() throws IOException {
    Path file =
        xlsx(
            List.of(
                List.of(ONE, "甲社区", "check.homes", "住宅", "{home}", "120", ""),
                List.of("", "", "", "", "", "", ""),
                List.of(ONE, "甲社区", "check.gas", "燃气隐患", "{home}", "", "未排查"),
                List.of(ONE, "甲社区", "check.old", "老", "{home}", " 7.5 ", "", "自己的一列")));
    FormRows table = read(file);
    assertThat(table.faults()).isEmpty();
    assertThat(table.rows())
        .containsExactly(
            new Row("row 2", ONE, "check.homes", 120.0, ""),
            new Row("row 4", ONE, "check.gas", null, "未排查"),
            new Row("row 5", ONE, "check.old", 7.5, ""));
  }

  @Test
  void aCellThatIsNoNumberIsToldAtItsRowAndTheOthersAreRead() throws IOException {
    Path file =
        xlsx(
            List.of(
                List.of(ONE, "", "check.homes", "", "", "一百", ""),
                List.of(ONE, "", "check.old", "", "", "60", ""),
                List.of(ONE, "", "check.new", "", "", "NaN", "")));
    FormRows table = read(file);
    assertThat(table.faults())
        .extracting(n -> n.code() + " " + n.place())
        .containsExactly("row.number row 2", "row.number row 4");
    assertThat(table.rows()).extracting(Row::place).containsExactly("row 3");
  }

  @Test
  void whatIsNoSpreadsheetIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.xlsx"), "区划,数值");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no XLSX file");
  }
}
