package furong.app.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import furong.app.house.House;
import furong.app.replay.Door;
import furong.app.reports.ReportImport.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hotline's table through a door that behaves as Open311 does. */
class ReportImportTest {

  private static final String HEADER = "工单编号,来电时间,诉求类型,问题类别,标题,内容,区县,街道,姓名,电话\n";

  @TempDir Path folder;
  private HttpServer http;
  private final Map<String, Map<String, String>> taken = new ConcurrentHashMap<>();

  @BeforeEach
  void open() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  @AfterEach
  void close() {
    http.stop(0);
  }

  @Test
  void everyRowGoesInOnceAndItsResultIsWrittenDown() throws IOException {
    Path table =
        table(
            "A1,2026-03-02 09:30:00,投诉,道路破损,路,\"有坑,很深\n昨晚有人摔倒\",青羊区,草堂街道,王小明,13812345678\n",
            "A2,2026/3/2 9:31,咨询,,问,几点开门,青羊区,,,\n",
            "A3,yesterday,咨询,,问,几点,青羊区,,,\n",
            "A4,2026-03-02 09:33,表扬,,好,谢谢,青羊区,,,\n",
            "A5,2026-03-02 09:34,咨询,,问,几点,渥太华,,,\n");
    assertThat(run(table)).isEqualTo(new Outcome(2, 0, 3));
    assertThat(taken).containsOnlyKeys("hotline-12345/A1", "hotline-12345/A2");
    Map<String, String> first = taken.get("hotline-12345/A1");
    assertThat(first)
        .containsEntry("requested_datetime", "2026-03-02T01:30:00Z")
        .containsEntry("service_code", "event-0113")
        .containsEntry("attribute[appeal]", "COMPLAINT")
        .containsEntry("division", "510105007")
        .containsEntry("description", "路\n有坑,很深\n昨晚有人摔倒")
        .containsEntry("phone", "13812345678")
        .containsEntry("source", "hotline")
        .doesNotContainKeys("lat", "simulated");
    assertThat(taken.get("hotline-12345/A2")).containsEntry("division", "510105");
    List<String> report = Files.readAllLines(folder.resolve("report.csv"));
    assertThat(report).hasSize(6);
    // the words of the first row take two lines of the file
    assertThat(report.get(1)).startsWith("3,\"hotline-12345/A1\",new,CJ-1,");
    assertThat(report.get(3)).contains("refused").contains("'yesterday' is no time");
    assertThat(report.get(4)).contains("'表扬' is no appeal");
    assertThat(report.get(5)).contains("no division");

    assertThat(run(table)).as("a second time").isEqualTo(new Outcome(0, 2, 3));
    assertThat(taken).hasSize(2);
  }

  /** What a spreadsheet holds as dates and numbers comes as the same words that a CSV file has. */
  @Test
  void aSpreadsheetGoesInAsTheSameTableWould() throws IOException {
    Path table = folder.resolve("hotline.xlsx");
    try (OutputStream out = Files.newOutputStream(table);
        Workbook book = new Workbook(out, "x", "1.0")) {
      Worksheet sheet = book.newWorksheet("1");
      String[] header = HEADER.strip().split(",");
      for (int c = 0; c < header.length; c++) {
        sheet.value(0, c, header[c]);
      }
      // day 46083 of the spreadsheet's count is 2026-03-02
      row(sheet, 1, "A1", 46083 + 9.5 / 24, "投诉", "道路破损", "路", "有坑", "青羊区", "草堂街道");
      sheet.value(1, 9, 13812345678L);
      row(sheet, 3, "A3", "yesterday", "咨询", "", "问", "几点", "青羊区");
    }
    assertThat(run(table)).isEqualTo(new Outcome(1, 0, 1));
    assertThat(taken.get("hotline-12345/A1"))
        .containsEntry("requested_datetime", "2026-03-02T01:30:00Z")
        .containsEntry("phone", "13812345678")
        .containsEntry("division", "510105007");
    List<String> report = Files.readAllLines(folder.resolve("report.csv"));
    assertThat(report.get(2))
        .isEqualTo("4,\"hotline-12345/A3\",refused,,\"来电时间\",\"'yesterday' is no time\"");
    assertThat(run(table)).as("a second time").isEqualTo(new Outcome(0, 1, 1));
  }

  private static void row(Worksheet sheet, int row, Object... cells) {
    for (int c = 0; c < cells.length; c++) {
      if (cells[c] instanceof Double day) {
        sheet.value(row, c, day);
        sheet.style(row, c).format("yyyy/m/d h:mm").set();
      } else {
        sheet.value(row, c, cells[c].toString());
      }
    }
  }

  @Test
  void aWrongKeyStopsItAndAnotherTableIsRefused() throws IOException {
    Path table = table("A1,2026-03-02 09:30,咨询,,问,几点,青羊区,,,\n");
    ReportImport wrong = new ReportImport(door(), "wrong", mappings());
    assertThatThrownBy(() -> wrong.run(table, folder.resolve("report.csv")))
        .hasMessageContaining("403");
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
    assertThatThrownBy(() -> run(other)).hasMessageContaining("no mapping fits");
    assertThat(taken).isEmpty();
  }

  private Outcome run(Path table) throws IOException {
    return new ReportImport(door(), "good", mappings()).run(table, folder.resolve("report.csv"));
  }

  private static Path mappings() {
    return House.root().resolve("cities/chengdu/reports");
  }

  private Door door() {
    return new Door("http://localhost:" + http.getAddress().getPort(), null);
  }

  private Path table(String... rows) throws IOException {
    return Files.writeString(folder.resolve("hotline.csv"), HEADER + String.join("", rows));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (exchange.getRequestURI().getPath().equals("/api/pub/divisions")) {
      boolean root = exchange.getRequestURI().getQuery().equals("parent=");
      reply(
          exchange,
          200,
          root
              ? "[{\"code\":\"510105\",\"name\":{\"zh\":\"青羊区\",\"en\":\"Qingyang\"}}]"
              : "[{\"code\":\"510105007\",\"name\":{\"zh\":\"草堂街道\",\"en\":\"Caotang\"}}]");
      return;
    }
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      List<String> parts = List.of(pair.split("=", 2));
      form.put(decoded(parts.get(0)), decoded(parts.get(1)));
    }
    if (!"good".equals(form.get("api_key"))) {
      reply(exchange, 403, "[{\"code\":403,\"description\":\"Invalid api_key\"}]");
      return;
    }
    boolean isNew = taken.put(form.getOrDefault("external_id", ""), form) == null;
    reply(exchange, isNew ? 201 : 200, "[{\"service_request_id\":\"CJ-1\"}]");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
