package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.cases.Person.Answer;
import furong.paper.TableFiles;
import furong.paper.TableFiles.Sheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hotline's table at the page, in a city where it is Monday 2026-03-02, 10:00. */
class HotlineDoorTest {

  private static final List<String> HEADER =
      List.of("工单编号", "来电时间", "诉求类型", "问题类别", "标题", "内容", "区县", "街道", "姓名", "电话");

  private static final List<String> CONSULT =
      List.of("A1", "2026-02-27 09:00:00", "咨询", "道路不洁", "问", "几点清扫", "西区", "西街道", "王", "");

  private static final List<String> HELP =
      List.of("A2", "2026-02-27 09:00:00", "求助", "道路破损", "坑", "有坑", "西区", "", "", "");

  private static final List<String> COMPLAINT =
      List.of(
          "A3", "2026-02-27 09:00:00", "投诉", "event-0113", "坑", "还在", "西区", "", "", "13812345678");

  /** Three things are wrong with it. */
  private static final List<String> WRONG =
      List.of("A4", "昨天", "表扬", "道路不洁", "好", "谢谢", "渥太华", "", "", "");

  private static final List<String> UNKNOWN_KIND =
      List.of("A5", "2026-03-02 09:00:00", "咨询", "公交", "问", "几点", "西区", "", "", "");

  private static final List<String> TOMORROW =
      List.of("A6", "2026-03-03 09:00:00", "咨询", "道路不洁", "问", "几点", "西区", "", "", "");

  @TempDir static Path folder;
  private static OpenHouse house;

  private Person operator;

  @BeforeAll
  static void open() throws IOException {
    house = new OpenHouse(folder);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void nobodyHasToldAnything() {
    house.empty();
    operator = house.logIn("operator");
  }

  @Test
  void aLookTellsTheColumnsAndTheDayOfTheAnswerByKindAndKeepsNothing() throws IOException {
    Answer look = look(operator, table(CONSULT, HELP, COMPLAINT), null).is(200);
    assertThat(look.text("/columns/number")).isEqualTo("工单编号");
    assertThat(look.text("/columns/division/1")).isEqualTo("街道");
    assertThat(look.body().at("/counts/new").asInt()).isEqualTo(3);
    // Friday 09:00 and 3, 7, 15 working days of Monday to Friday
    assertThat(look.text("/rows/0/replyDue")).isEqualTo("2026-03-04T01:00:00Z");
    assertThat(look.text("/rows/1/replyDue")).isEqualTo("2026-03-10T01:00:00Z");
    assertThat(look.text("/rows/2/replyDue")).isEqualTo("2026-03-20T01:00:00Z");
    assertThat(look.text("/rows/0/division/name/zh")).isEqualTo("西街道");
    assertThat(look.raw().body()).as("nobody's number").doesNotContain("13812345678");
    assertThat(operator.get("/api/cases").body().at("/total").asInt()).isZero();
  }

  @Test
  void whatIsWrongIsNamedByRowAndColumnAndHoldsTheOthersNotUp() throws IOException {
    byte[] table = table(CONSULT, WRONG, UNKNOWN_KIND, TOMORROW, CONSULT);
    Answer look = look(operator, table, null).is(200);
    assertThat(faults(look, 1))
        .containsExactly("来电时间 report.time", "诉求类型 report.appeal", "区县 街道 report.place");
    assertThat(look.text("/rows/1/row")).as("the header is row 1").isEqualTo("3");
    assertThat(faults(look, 2)).containsExactly("问题类别 report.kind");
    assertThat(look.body().at("/unknownKinds/公交").asInt()).isOne();
    assertThat(faults(look, 3)).containsExactly("来电时间 report.future");
    assertThat(faults(look, 4)).containsExactly("工单编号 row.twice");

    Answer done = take(operator, table, look.body().at("/columns").toString()).is(200);
    assertThat(done.body().at("/counts/new").asInt()).isOne();
    assertThat(done.body().at("/counts/refused").asInt()).isEqualTo(4);
    Answer cases = operator.get("/api/cases");
    assertThat(cases.body().at("/total").asInt()).isOne();
    assertThat(cases.text("/items/0/number")).isEqualTo("CJ-20260227-00001");
    assertThat(house.logIn("admin").get("/api/audit?subject=hotline").raw().body())
        .contains("hotline.import", "a.xlsx");
  }

  @Test
  void theMendedTableBringsOnlyWhatWasMissing() throws IOException {
    String columns = look(operator, table(CONSULT), null).body().at("/columns").toString();
    take(operator, table(CONSULT, UNKNOWN_KIND), columns).is(200);
    String mended = columns.replace("\"kinds\":{", "\"kinds\":{\"公交\":\"event-0410\",");
    if (mended.contains(",}")) {
      mended = mended.replace(",}", "}");
    }
    Answer again = take(operator, table(CONSULT, UNKNOWN_KIND), mended).is(200);
    assertThat(again.body().at("/counts/known").asInt()).isOne();
    assertThat(again.body().at("/counts/new").asInt()).isOne();
    assertThat(again.text("/rows/0/number")).isEqualTo("CJ-20260227-00001");
    assertThat(operator.get("/api/cases").body().at("/total").asInt()).isEqualTo(2);
    Answer third = look(operator, table(CONSULT, UNKNOWN_KIND), mended).is(200);
    assertThat(third.body().at("/counts/known").asInt()).isEqualTo(2);
  }

  @Test
  void aColumnThatIsNotChosenIsAskedForAndOthersMayNotBringAnything() throws IOException {
    Answer look = look(operator, table(CONSULT), "{\"time\":\"来电时间\"}").is(200);
    assertThat(look.body().at("/missing").toString())
        .isEqualTo("[\"appeal\",\"division\",\"kind\",\"number\",\"words\"]");
    assertThat(look.body().at("/rows").size()).isZero();
    assertThat(take(operator, table(CONSULT), "{}").is(400).notice()).isEqualTo("hotline.column");
    assertThat(take(operator, table(CONSULT), "[").is(400).notice()).isEqualTo("hotline.columns");
    assertThat(look(operator, "nothing".getBytes(StandardCharsets.UTF_8), null).is(400).notice())
        .isEqualTo("hotline.file");
    look(house.logIn("inspector"), table(CONSULT), null).is(403);
    look(Person.nobody(house.base()), table(CONSULT), null).is(401);
  }

  @SafeVarargs
  private static byte[] table(List<String>... rows) {
    return TableFiles.xlsx(List.of(new Sheet("工单", HEADER, List.of(rows))));
  }

  private static List<String> faults(Answer answer, int row) {
    List<String> faults = new ArrayList<>();
    answer
        .body()
        .at("/rows/" + row + "/faults")
        .forEach(f -> faults.add(f.path("column").asString() + " " + f.path("code").asString()));
    return faults;
  }

  private static Answer look(Person who, byte[] table, @Nullable String columns)
      throws IOException {
    return send(who, "/api/hotline/look", table, columns);
  }

  private static Answer take(Person who, byte[] table, String columns) throws IOException {
    return send(who, "/api/hotline/take", table, columns);
  }

  private static Answer send(Person who, String path, byte[] table, @Nullable String columns)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    part(out, "name=\"file\"; filename=\"a.xlsx\"", table);
    if (columns != null) {
      part(out, "name=\"columns\"", columns.getBytes(StandardCharsets.UTF_8));
    }
    out.write("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
    return Person.send(
        who.request(path)
            .header("X-Furong", "1")
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(BodyPublishers.ofByteArray(out.toByteArray())));
  }

  private static void part(ByteArrayOutputStream out, String name, byte[] content)
      throws IOException {
    out.write(
        ("--edge\r\nContent-Disposition: form-data; " + name + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.write(content);
    out.write("\r\n".getBytes(StandardCharsets.UTF_8));
  }
}
