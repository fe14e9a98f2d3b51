package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.cases.Person.Answer;
import furong.cases.ReportKeeper;
import furong.people.SecretToken;
import furong.store.Db;
import furong.store.cases.PhotoFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person without an account reports, follows and rates; the staff sees what it may see. */
class PublicDoorTest {

  private static final Map<String, String> HOLE =
      Map.of(
          "category", "event-0113",
          "words", "路面有大坑，请回电13812345678",
          "lng", "104.5",
          "lat", "30.5",
          "kind", "HELP",
          "name", "王小明",
          "phone", "13812345678");

  @TempDir static Path folder;
  private static OpenHouse house;

  private Person somebody;
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
    somebody = Person.nobody(house.base());
    operator = house.logIn("operator");
  }

  @Test
  void aReportIsFollowedClosedAndRated() throws IOException {
    Answer sent = send(HOLE, picture()).is(201);
    assertThat(sent.text("/number")).isEqualTo("CJ-20260302-00001");
    String link = sent.text("/link");
    assertThat(sent.text("/href")).isEqualTo("/pub/r/" + link);

    Answer mine = somebody.get("/api/pub/reports/" + link).is(200);
    assertThat(mine.text("/state/zh")).isEqualTo("已收到");
    assertThat(mine.text("/words")).isEqualTo("路面有大坑，请回电13812345678");
    assertThat(mine.text("/division/name/zh")).isEqualTo("西街道");
    // Monday 10:00 + 7 working days: Wednesday of the next week, 10:00
    assertThat(mine.text("/replyDue")).isEqualTo("2026-03-11T02:00:00Z");
    assertThat(mine.text("/steps/0/text/zh")).isEqualTo("已收到您的诉求");
    assertThat(mine.body().at("/mayRate").asBoolean()).isFalse();
    somebody.get(mine.text("/photos/0")).is(200);
    rate(link, "GOOD").is(409);

    String id = operator.get("/api/cases").text("/items/0/id");
    operator.act(id, "reject", Map.of("reason", "重复，电话13812345678")).is(200);
    Answer ended = somebody.get("/api/pub/reports/" + link).is(200);
    assertThat(ended.text("/steps/1/text/zh")).isEqualTo("未予受理");
    assertThat(ended.text("/steps/1/note")).contains("138****5678");
    rate(link, "EXCELLENT").is(400);
    Answer rated = rate(link, "BAD").is(200);
    assertThat(rated.text("/rating/title/zh")).isEqualTo("不满意");
    // 15 working days
    assertThat(rated.text("/mending/dueAt")).isEqualTo("2026-03-23T02:00:00Z");
    rate(link, "GOOD").is(409);

    assertThat(operator.get("/api/reports?view=rectify").body().at("/total").asInt()).isOne();
    operator.post("/api/reports/" + id + "/rectified", Map.of("note", "已修")).is(409);
    operator.post("/api/reports/" + id + "/call-back", Map.of("note", "坑仍在")).is(200);
    operator.post("/api/reports/" + id + "/rectified", Map.of("note", "已修")).is(200);
    assertThat(operator.get("/api/reports?view=rectify").body().at("/total").asInt()).isZero();
    assertThat(somebody.get("/api/pub/reports/" + link).text("/mending/result")).isEqualTo("已修");
  }

  @Test
  void whatIsPersonalIsMaskedUntilTheDutyDeskAsks() throws IOException {
    send(HOLE, null).is(201);
    String id = operator.get("/api/cases").text("/items/0/id");
    Person street = house.logIn("street");
    for (Person reader : List.of(operator, street, house.logIn("planner"))) {
      Answer masked = reader.get("/api/reports/" + id).is(200);
      assertThat(masked.text("/name")).isEqualTo("王**");
      assertThat(masked.text("/phone")).isEqualTo("138****5678");
      assertThat(masked.text("/words")).isEqualTo("路面有大坑，请回电138****5678");
      assertThat(reader.get("/api/cases/" + id).raw().body()).doesNotContain("13812345678", "王小明");
    }
    street.post("/api/reports/" + id + "/reveal", Map.of()).is(403);
    Answer shown = operator.post("/api/reports/" + id + "/reveal", Map.of()).is(200);
    assertThat(shown.text("/phone")).isEqualTo("13812345678");
    Answer audit = house.logIn("admin").get("/api/audit?subject=case/" + id);
    assertThat(audit.raw().body()).contains("report.reveal", "report.receive");
    assertThat(audit.raw().body()).doesNotContain("13812345678", "王小明");
    somebody.get("/api/reports/" + id).is(401);
    somebody.get("/api/reports").is(401);
    // what goes out as a file names nobody
    String csv = operator.get("/api/reports?format=csv").is(200).raw().body();
    assertThat(csv).contains("CJ-20260302-00001").doesNotContain("13812345678", "王小明");
    operator.get("/api/reports?format=xlsx").is(200);
    operator.get("/api/reports?format=geojson").is(400);
  }

  @Test
  void aPhotoIsPublicOnlyAfterItsRelease() throws IOException {
    send(HOLE, picture()).is(201);
    String id = operator.get("/api/cases").text("/items/0/id");
    String photo = operator.get("/api/cases/" + id).text("/photos/0/id");
    somebody.get("/api/pub/photos/" + photo).is(404);
    somebody.get("/api/photos/" + photo).is(401);
    operator.post("/api/reports/" + id + "/release", Map.of("words", true)).is(200);
    somebody.get("/api/pub/photos/" + photo).is(404);

    String publish = "/api/reports/" + id + "/photos/" + photo + "/public";
    Map<String, Object> marked =
        Map.of("marks", List.of(Map.of("x", 0.1, "y", 0.1, "width", 0.5, "height", 0.5)));
    assertThat(operator.post(publish, Map.of()).is(400).notice()).isEqualTo("photo.marks");
    house.logIn("inspector").post(publish, marked).is(403);
    Answer done = operator.post(publish, marked).is(200);
    assertThat(done.text("/publicPhotos/0/photo")).isEqualTo(photo);
    String copy = done.text("/publicPhotos/0/url");
    somebody.get(copy).is(200);
    somebody.get("/api/pub/photos/" + photo).is(404);
    assertThat(house.logIn("admin").get("/api/audit?subject=case/" + id).raw().body())
        .contains("photo.publish");

    operator.delete(publish).is(200);
    somebody.get(copy).is(404);
  }

  @Test
  void aForgottenPersonStandsNowhereInTheDatabaseAnyMore() throws IOException {
    String link = send(HOLE, picture()).is(201).text("/link");
    String id = operator.get("/api/cases").text("/items/0/id");
    String photo = operator.get("/api/cases/" + id).text("/photos/0/id");
    String copy =
        operator
            .post("/api/reports/" + id + "/photos/" + photo + "/public", Map.of("nothing", true))
            .is(200)
            .text("/publicPhotos/0/url");
    operator.act(id, "reject", Map.of("reason", "已电话13812345678告知")).is(200);
    rate(link, "BAD").is(200);
    operator
        .post("/api/reports/" + id + "/call-back", Map.of("note", "王小明说还在漏，13812345678"))
        .is(200);
    assertThat(tablesWith("13812345678")).isNotEmpty();
    assertThat(tablesWith("王小明")).isNotEmpty();

    // the clock stands still: everything that ended is older than a second less than nothing
    PhotoFiles files = house.bean(PhotoFiles.class);
    assertThat(files.find(photo, false)).isPresent();
    house.bean(ReportKeeper.class).forget(Duration.ofSeconds(-1)).forEach(files::delete);

    assertThat(tablesWith("13812345678")).isEmpty();
    assertThat(tablesWith("王小明")).isEmpty();
    assertThat(files.find(photo, false)).isEmpty();
    somebody.get(copy).is(404);
    assertThat(somebody.get("/api/pub/reports/" + link).is(200).body().at("/forgotten").asBoolean())
        .isTrue();
    Answer left = operator.get("/api/cases/" + id).is(200);
    assertThat(left.text("/timeline/1/note")).contains("138****5678");
    assertThat(left.body().at("/photos").size()).isZero();
    assertThat(operator.get("/api/cases?q=" + url("大坑")).body().at("/total").asInt()).isZero();
    assertThat(house.logIn("admin").get("/api/audit?subject=case/" + id).raw().body())
        .contains("report.forget");
  }

  /** Tables of which some row holds the text anywhere. */
  private static List<String> tablesWith(String text) {
    Db db = house.bean(Db.class);
    return db
        .list(
            "select table_name from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'",
            row -> row.getString(1))
        .stream()
        .filter(table ->
            db.find(
                    "select 1 from " + table + " t where t::text like ? limit 1",
                    row -> true,
                    "%" + text + "%")
                .isPresent())
        .toList();
  }

  @Test
  void sentTwiceItIsOneReport() throws IOException {
    Map<String, String> again = new HashMap<>(HOLE);
    again.put("link", SecretToken.make());
    Answer first = send(again, picture()).is(201);
    Answer second = send(again, picture()).is(200);
    assertThat(second.text("/number")).isEqualTo(first.text("/number"));
    assertThat(operator.get("/api/cases").body().at("/total").asInt()).isOne();
  }

  @Test
  void hintsAtWhatIsKnownByPublicFactsOnly() throws IOException {
    send(HOLE, null).is(201);
    Answer hints =
        somebody.get(
            "/api/pub/similar?lng=104.5001&lat=30.5&category=event-0113&words=" + url("路面大坑"));
    assertThat(hints.text("/0/kind/zh")).isEqualTo("道路破损");
    assertThat(hints.body().at("/0/metres").asInt()).isEqualTo(10);
    assertThat(hints.raw().body()).doesNotContain("大坑", "王", "138");
    assertThat(somebody.get("/api/pub/similar?lng=104.6&lat=30.5&category=event-0113").body())
        .isEmpty();
  }

  @Test
  void refusesWhatIsNoReport() throws IOException {
    Map<String, String> far = new HashMap<>(HOLE);
    far.put("lng", "100");
    assertThat(send(far, null).is(400).notice()).isEqualTo("report.outside");
    Map<String, String> kindless = new HashMap<>(HOLE);
    kindless.remove("category");
    assertThat(send(kindless, null).is(400).notice()).isEqualTo("report.category");
    Answer text = send(HOLE, "no picture".getBytes(StandardCharsets.UTF_8)).is(400);
    assertThat(text.notice()).isEqualTo("photo.format");
    somebody.get("/api/pub/reports/" + SecretToken.make()).is(404);
    somebody.get("/api/pub/reports/1").is(404);
    somebody.get("/api/pub/place?lng=100&lat=30").is(400);
    assertThat(somebody.get("/api/pub/place?lng=104.5&lat=30.5").is(200).text("/name/zh"))
        .isEqualTo("西街道");
    assertThat(operator.get("/api/cases").body().at("/total").asInt()).isZero();
  }

  private Answer rate(String link, String grade) {
    return somebody.post("/api/pub/reports/" + link + "/rating", Map.of("grade", grade));
  }

  private Answer send(Map<String, String> fields, byte @org.jspecify.annotations.Nullable [] photo)
      throws IOException {
    String edge = "edge-of-a-part";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      part(
          out,
          edge,
          "name=\"" + field.getKey() + "\"",
          field.getValue().getBytes(StandardCharsets.UTF_8));
    }
    if (photo != null) {
      part(out, edge, "name=\"photos\"; filename=\"a.png\"", photo);
    }
    out.write(("--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return Person.send(
        somebody
            .request("/api/pub/reports")
            .header("X-Furong", "1")
            .header("Content-Type", "multipart/form-data; boundary=" + edge)
            .POST(BodyPublishers.ofByteArray(out.toByteArray())));
  }

  private static void part(ByteArrayOutputStream out, String edge, String name, byte[] content)
      throws IOException {
    String head = "--" + edge + "\r\nContent-Disposition: form-data; " + name + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(content);
    out.write("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private static String url(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
