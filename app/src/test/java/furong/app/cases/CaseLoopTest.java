package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.cases.Person.Answer;
import furong.app.house.House;
import furong.base.Level;
import furong.cases.AlertDesk;
import furong.detect.AlertChange;
import furong.detect.AlertChange.Kind;
import furong.engine.PostgresProcess;
import furong.store.Db;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** Three people take an alert to its closed case; whoever may not is refused; all of it is kept. */
class CaseLoopTest {

  @TempDir static Path folder;
  private static PostgresProcess postgres;
  private static ConfigurableApplicationContext house;
  private static String base;
  private static final Map<String, String> passwords = new HashMap<>();

  private Person operator;
  private Person street;
  private Person inspector;
  private Person admin;

  @BeforeAll
  static void open() throws IOException {
    postgres = PostgresProcess.start(folder.resolve("postgres"));
    Flyway.configure().dataSource(postgres.dataSource()).outOfOrder(true).load().migrate();
    house = start();
    base = address(house);
    Path logins = folder.resolve("demo-logins.txt");
    assertThat(Files.getPosixFilePermissions(logins))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    for (String line : Files.readAllLines(logins)) {
      List<String> words = List.of(line.split("\\s+"));
      passwords.put(words.get(0), words.get(1));
    }
  }

  private static ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(CaseHouse.class)
        .properties(
            Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "spring.flyway.enabled", "false"))
        .initializers(context -> {
          GenericApplicationContext beans = (GenericApplicationContext) context;
          beans.registerBean(
              DataSource.class, postgres::dataSource, d -> d.setDestroyMethodName(""));
          beans.registerBean(
              furong.app.Settings.class, () -> CaseHouse.settings(folder, House.root()));
        })
        .run();
  }

  private static String address(ConfigurableApplicationContext context) {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  @AfterAll
  static void close() {
    house.close();
    postgres.close();
  }

  @BeforeEach
  void peopleComeToWork() {
    house
        .getBean(Db.class)
        .update(
            "truncate alert, alert_step, city_case, case_event, case_photo, case_number cascade");
    operator = Person.logIn(base, "operator", password("operator"));
    street = Person.logIn(base, "street", password("street"));
    inspector = Person.logIn(base, "inspector", password("inspector"));
    admin = Person.logIn(base, "admin", password("admin"));
  }

  @Test
  void anAlertBecomesAClosedCaseByThreePeople() throws IOException {
    happens("a1", Kind.OPENED, Level.III, 0);
    Answer alerts = operator.get("/api/alerts?state=open").is(200);
    assertThat(alerts.body().at("/total").asInt()).isEqualTo(1);
    assertThat(alerts.text("/items/0/title/zh")).isEqualTo("PM2.5 突升");
    assertThat(alerts.body().at("/items/0/value").asDouble()).isEqualTo(230);
    assertThat(alerts.text("/items/0/division/path/2/name/zh")).isEqualTo("西街道");
    operator.post("/api/alerts/a1/acknowledge", Map.of()).is(200);

    Answer alert = operator.get("/api/alerts/a1").is(200);
    assertThat(alert.text("/acknowledged/by/zh")).startsWith("值班员");
    assertThat(alert.text("/why/zh")).isNotEmpty();
    assertThat(each(alert.body().at("/history"), "kind"))
        .containsExactlyInAnyOrder("OPENED", "CASE", "ACKNOWLEDGED");
    // a day before the alert at 08:00 until now, 10:00: 27 hours, 27 points
    assertThat(alert.body().at("/series/points").size()).isEqualTo(27);
    assertThat(alert.text("/series/property")).isEqualTo("air.pm25");
    assertThat(alert.text("/sentence/zh")).contains("230 µg/m³").contains("3 小时最小 100 µg/m³");
    assertThat(alert.text("/inputDetails/0/property")).isEqualTo("air.pm25");
    assertThat(alert.text("/inputDetails/0/unit")).isEqualTo("µg/m³");
    String id = alert.text("/caseId");

    Answer opened = operator.get("/api/cases/" + id).is(200);
    assertThat(opened.text("/number")).isEqualTo("CJ-20260302-00001");
    assertThat(opened.text("/state/code")).isEqualTo("ACCEPTED");
    assertThat(opened.text("/suggestion/organisation/id")).isEqualTo("street-office-510104017");
    assertThat(actions(opened)).containsExactly("register", "reject", "merge", "attach", "cancel");
    assertThat(actions(street.get("/api/cases/" + id))).isEmpty();

    operator.act(id, "register", Map.of()).is(200);
    Answer dispatched = operator.act(id, "dispatch", Map.of()).is(200);
    assertThat(dispatched.text("/organisation/name/zh")).isEqualTo("西街道指挥室");

    assertThat(street.get("/api/cases?view=todo").body().at("/total").asInt()).isEqualTo(1);
    street.act(id, "take", Map.of()).is(200);
    String photo = street.upload("/api/cases/" + id + "/photos", picture()).is(201).text("/id");
    street.act(id, "finish", Map.of("note", "已洒水降尘", "photos", List.of(photo))).is(200);
    assertThat(
            inspector
                .get("/api/photos/" + photo)
                .is(200)
                .raw()
                .headers()
                .firstValue("Content-Type"))
        .hasValue("image/jpeg");
    inspector.act(id, "check_pass", Map.of("note", "属实")).is(200);
    Answer closed = operator.act(id, "close", Map.of()).is(200);

    assertThat(closed.text("/state/code")).isEqualTo("CLOSED");
    assertThat(actions(closed)).containsExactly("reopen");
    assertThat(each(closed.body().at("/timeline"), "action"))
        .containsExactly("open", "register", "dispatch", "take", "finish", "check_pass", "close");
    assertThat(closed.text("/timeline/4/photos/0/id")).isEqualTo(photo);
    assertThat(closed.text("/timeline/4/by/name/zh")).startsWith("街道处置员");
    assertThat(
            each(admin.get("/api/audit?subject=case/" + id).is(200).body().at("/items"), "action"))
        .containsExactly(
            "case.close",
            "case.check_pass",
            "case.finish",
            "photo.add",
            "case.take",
            "case.dispatch",
            "case.register");
    Answer seen = admin.get("/api/audit?subject=alert/a1").is(200);
    assertThat(seen.body().at("/total").asInt()).isEqualTo(1);
    assertThat(seen.text("/items/0/by/login")).isEqualTo("operator");
  }

  @Test
  void whoMayNotIsRefusedAndNothingChanges() {
    happens("a1", Kind.OPENED, Level.III, 0);
    String id = operator.get("/api/alerts/a1").text("/caseId");
    Person nobody = Person.nobody(base);
    assertThat(nobody.get("/api/cases").is(401).notice()).isEqualTo("login.none");
    nobody.get("/api/session").is(401);
    assertThat(street.act(id, "register", Map.of()).is(403).notice()).isEqualTo("rights.role");
    assertThat(operator.act(id, "register", Map.of("version", 99)).is(409).notice())
        .isEqualTo("case.version");
    assertThat(operator.act(id, "close", Map.of()).is(409).notice()).isEqualTo("case.state");
    operator.act(id, "explode", Map.of()).is(404);
    operator.get("/api/cases/4711").is(404);
    assertThat(operator.act(id, "reject", Map.of()).is(400).notice())
        .isEqualTo("case.missing.reason");
    assertThat(operator.get("/api/audit").is(403).notice()).isEqualTo("rights.role");
    assertThat(
            Person.send(
                    operator
                        .request("/api/cases/" + id + "/actions/register")
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"version\":1}")))
                .is(403)
                .notice())
        .isEqualTo("csrf.header");
    assertThat(operator.get("/api/cases/" + id).body().at("/version").asInt()).isEqualTo(1);
    assertThat(admin.get("/api/audit?subject=case/" + id).body().at("/total").asInt()).isZero();

    operator.act(id, "register", Map.of()).is(200);
    operator.act(id, "dispatch", Map.of()).is(200);
    street.act(id, "take", Map.of()).is(200);
    assertThat(street.act(id, "finish", Map.of("note", "done")).is(400).notice())
        .isEqualTo("case.missing.photo");
    assertThat(
            street
                .act(id, "finish", Map.of("note", "done", "photos", List.of("0".repeat(32))))
                .is(400)
                .notice())
        .isEqualTo("case.photo");
  }

  @Test
  void programsComeByBasicAndSessionsOutliveARestart() {
    String basic =
        Base64.getEncoder()
            .encodeToString(("planner:" + password("planner")).getBytes(StandardCharsets.UTF_8));
    Person.send(Person.nobody(base).request("/api/cases").header("Authorization", "Basic " + basic))
        .is(200);
    Person.send(
            Person.nobody(base)
                .request("/api/cases")
                .header("Authorization", "Basic " + basic.substring(4)))
        .is(401);
    try (ConfigurableApplicationContext second = start()) {
      Person again = operator.at(address(second));
      assertThat(again.get("/api/session").is(200).text("/roles/0")).isEqualTo("OPERATOR");
      again.delete("/api/session").is(204);
      again.get("/api/session").is(401);
    }
  }

  @Test
  void aReportIsVerifiedAndRejectedOrRegistered() throws IOException {
    String photo = inspector.upload("/api/photos", picture()).is(201).text("/id");
    Map<String, Object> report =
        Map.of(
            "title",
            "井盖破损",
            "category",
            "part-0101",
            "description",
            "缺一角",
            "lng",
            104.3,
            "lat",
            30.4,
            "photos",
            List.of(photo));
    Answer reported = inspector.post("/api/cases", report).is(201);
    assertThat(reported.text("/state/code")).isEqualTo("REPORTED");
    assertThat(reported.text("/division/code")).isEqualTo(CaseHouse.STREET);
    String id = reported.text("/id");
    operator.act(id, "accept", Map.of()).is(200);
    assertThat(operator.act(id, "register", Map.of()).is(409).notice())
        .isEqualTo("case.unverified");
    inspector.act(id, "verify", Map.of("note", "到场核实属实")).is(200);
    operator.act(id, "register", Map.of()).is(200);

    assertThat(operator.get("/api/cases?format=csv").raw().body()).contains("井盖破损");
    assertThat(
            operator
                .get("/api/cases?format=geojson")
                .is(200)
                .body()
                .at("/features/0/geometry/coordinates/0")
                .asDouble())
        .isEqualTo(104.3);
    inspector.upload("/api/photos", "no picture".getBytes(StandardCharsets.UTF_8)).is(400);
    Map<String, Object> far = new HashMap<>(report);
    far.put("lng", 20);
    assertThat(inspector.post("/api/cases", far).is(400).notice()).isEqualTo("report.outside");
  }

  @Test
  void theLiveStreamTellsASnapshotThenChangesAndGoesOnWhereItStopped() throws Exception {
    happens("a1", Kind.OPENED, Level.III, 0);
    String last;
    try (Stream<String> lines = listen("")) {
      Iterator<String> stream = lines.iterator();
      Map<String, String> snapshot = event(stream);
      assertThat(snapshot).containsEntry("event", "snapshot");
      assertThat(snapshot.get("data")).contains("\"alerts\":[{\"id\":\"a1\"", "\"caseCounts\"");
      happens("a1", Kind.LEVEL, Level.I, 30);
      Map<String, String> noted = event(stream);
      assertThat(noted).containsEntry("event", "case");
      Map<String, String> alert = event(stream);
      assertThat(alert).containsEntry("event", "alert");
      assertThat(alert.get("data")).contains("\"level\":1");
      assertThat(Long.parseLong(alert.get("id"))).isGreaterThan(Long.parseLong(noted.get("id")));
      last = java.util.Objects.requireNonNull(alert.get("id"));
    }
    happens("a1", Kind.CLEARED, Level.I, 60);
    try (Stream<String> lines = listen(last)) {
      Iterator<String> stream = lines.iterator();
      assertThat(event(stream)).containsEntry("event", "case");
      assertThat(event(stream).get("data")).contains("\"state\":\"CLEARED\"");
    }
    try (Stream<String> lines = listen("17")) {
      Iterator<String> stream = lines.iterator();
      assertThat(event(stream)).containsEntry("event", "reset");
      assertThat(event(stream)).containsEntry("event", "snapshot");
    }
  }

  @Test
  void theScrubberSeesWhenAlertsOpenedAndHowLongTheyStayed() {
    happens("a1", Kind.OPENED, Level.III, 0); // 08:00
    happens("a1", Kind.CLEARED, Level.III, 70); // 09:10
    Answer day =
        operator
            .get("/api/activity?from=2026-03-01T23:00:00Z&to=2026-03-02T02:00:00Z&stepSeconds=3600")
            .is(200);
    assertThat(each(day.body().at("/items"), "opened")).containsExactly("0", "1", "0");
    assertThat(each(day.body().at("/items"), "open")).containsExactly("0", "1", "1");
    assertThat(day.body().at("/items/1/worst").asInt()).isEqualTo(3);
    assertThat(day.body().at("/items/0/worst").isNull()).isTrue();
    operator.get("/api/activity?stepSeconds=0").is(400);
  }

  /** The rule fires for the station so many minutes after 08:00. */
  private static void happens(String alert, Kind kind, Level level, int minute) {
    long at = CaseHouse.MONDAY_10.minusSeconds(7_200).plusSeconds(60L * minute).toEpochMilli();
    AlertChange change =
        new AlertChange(
            alert,
            "air.sudden-rise",
            "air",
            "1.0",
            kind,
            level,
            CaseHouse.STATION,
            CaseHouse.STREET,
            at,
            kind == Kind.OPENED ? at : AlertChange.UNSAID,
            true,
            true,
            Map.of("min(pm25, PT6M)", 230.0, "min(pm25, PT3H)", 100.0),
            "PM2.5 230");
    house.getBean(Db.class).inOne(() -> house.getBean(AlertDesk.class).apply(change));
  }

  private Stream<String> listen(String lastEventId) throws Exception {
    var request = operator.request("/api/live?division=510100");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    var answer = Person.http().send(request.build(), BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** The fields of the next event. */
  private static Map<String, String> event(Iterator<String> lines) {
    Map<String, String> fields = new HashMap<>();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.isEmpty() && fields.containsKey("data")) {
        return fields;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    throw new AssertionError("the stream ended");
  }

  private static List<String> actions(Answer one) {
    return each(one.body().at("/allowedActions"), "action");
  }

  private static List<String> each(JsonNode array, String field) {
    List<String> values = new ArrayList<>();
    array.forEach(node -> values.add(node.path(field).asString()));
    return values;
  }

  private static String password(String login) {
    return java.util.Objects.requireNonNull(passwords.get(login));
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
