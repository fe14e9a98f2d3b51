package furong.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables out and in. */
class TablesTest {

  @TempDir Path folder;

  @Test
  void csvQuotesWhatNeedsItAndDisarmsWordsNotNumbers() {
    byte[] file =
        TableFiles.csv(
            List.of("a", "b"),
            List.of(List.of("-5.2", "=1+1"), List.of("x,\"y\"", "-rm"), List.of("-1E-7", "")));
    assertThat(new String(file, StandardCharsets.UTF_8))
        .isEqualTo("\uFEFFa,b\r\n-5.2,'=1+1\r\n\"x,\"\"y\"\"\",'-rm\r\n-1E-7,\r\n");
  }

  @Test
  void whatIsWrittenAsASpreadsheetIsReadBack() throws IOException {
    Path file = folder.resolve("a.xlsx");
    List<List<String>> rows = List.of(List.of("510105007", "-5.25"), List.of("=1+1", "甲"));
    Files.write(
        file, TableFiles.xlsx(List.of(new TableFiles.Sheet("一/二", List.of("码", "值"), rows))));
    try (SheetRows read = SheetRows.open(file)) {
      assertThat(read.next()).containsExactly("码", "值");
      assertThat(read.next()).containsExactly("510105007", "-5.25");
      assertThat(read.next()).containsExactly("=1+1", "甲");
      assertThat(read.row()).isEqualTo(3);
      assertThat(read.next()).isNull();
    }
  }

  @Test
  void datesAndLongNumbersComeAsPeopleTypedThem() throws IOException {
    Path file = folder.resolve("a.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "x", "1.0")) {
      Worksheet sheet = book.newWorksheet("1");
      // day 46083.395833 of the spreadsheet's count is 2026-03-02, 9:30
      sheet.value(2, 0, 46083 + 9.5 / 24);
      sheet.style(2, 0).format("yyyy/m/d h:mm").set();
      sheet.value(2, 1, 13812345678L);
      sheet.value(2, 3, 0.5);
      sheet.style(2, 3).format("0.00%").set();
    }
    try (SheetRows read = SheetRows.open(file)) {
      assertThat(read.next()).containsExactly("2026-03-02 09:30:00", "13812345678", "", "0.5");
      assertThat(read.row()).isEqualTo(3);
    }
  }

  @Test
  void aFileThatSwellsIsRefusedBeforeItIsKept() throws IOException {
    Path file = folder.resolve("bomb.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      byte[] spaces = new byte[1 << 20];
      for (long written = 0; written <= SheetRows.MAX_TEXTS; written += spaces.length) {
        zip.write(spaces);
      }
      zip.closeEntry();
    }
    assertThat(Files.size(file)).isLessThan(100_000);
    assertThatThrownBy(() -> SheetRows.open(file)).hasMessageContaining("swells");
  }

  @Test
  void whatIsNoSpreadsheetIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("a.xlsx"), "工单编号,来电时间\n");
    assertThatThrownBy(() -> SheetRows.open(text)).isInstanceOf(IOException.class);
    Path zip = folder.resolve("b.xlsx");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.txt"));
      out.closeEntry();
    }
    assertThatThrownBy(() -> SheetRows.open(zip)).isInstanceOf(IOException.class);
  }
}
