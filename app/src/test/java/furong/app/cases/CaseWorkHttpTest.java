package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.cases.Person.Answer;
import furong.base.Level;
import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.notify.Assignment;
import furong.notify.CalmStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the pages of case work ask for, over HTTP on a real PostgreSQL. */
class CaseWorkHttpTest {

  @TempDir static Path folder;
  private static OpenHouse house;

  private Person operator;
  private Person street;
  private Person inspector;

  @BeforeAll
  static void open() throws IOException {
    house = new OpenHouse(folder);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void peopleComeToWork() {
    house.empty();
    operator = house.logIn("operator");
    street = house.logIn("street");
    inspector = house.logIn("inspector");
  }

  @Test
  void whatIsGivenToAPersonIsAListOfThatPersonAlsoWhenItHasCleared() {
    AlertStore alerts = house.bean(AlertStore.class);
    Alert open = alert("a1");
    alerts.save(open);
    alerts.save(alert("a2"));
    house
        .bean(CalmStore.class)
        .assign(new Assignment("a1", "demo-street", "demo-operator", CaseHouse.MONDAY_10, ""));
    assertThat(street.get("/api/alerts?assigned=me").is(200).text("/items/0/id")).isEqualTo("a1");
    assertThat(operator.get("/api/alerts?assigned=me").body().at("/total").asInt()).isZero();
    alerts.save(open.cleared(CaseHouse.MONDAY_10));
    Answer his = operator.get("/api/alerts?assigned=demo-street").is(200);
    assertThat(his.body().at("/total").asInt()).isEqualTo(1);
    assertThat(his.text("/items/0/assignee/name/zh")).startsWith("街道处置员");
    assertThat(street.get("/api/alerts?assigned=me&state=open").body().at("/total").asInt())
        .isZero();
    String file = street.get("/api/alerts?assigned=me&format=csv").is(200).raw().body();
    assertThat(file).contains("assignedTo").contains("a1,").contains("街道处置员");
    assertThat(file.lines().count()).isEqualTo(2); // the head and the one
    assertThat(street.get("/api/alerts/a3").is(404).notice()).isEqualTo("alert.none");
  }

  private static Alert alert(String id) {
    return new Alert(
        id,
        "air.sudden-rise",
        "air",
        "1.0",
        Level.III,
        CaseHouse.MONDAY_10.minusSeconds(3_600),
        CaseHouse.MONDAY_10.minusSeconds(3_600),
        null,
        CaseHouse.STATION,
        CaseHouse.STREET,
        Map.of(),
        "PM2.5 230",
        true,
        true,
        null,
        null,
        null,
        null);
  }

  @Test
  void aFilterWhoseStatesTheViewDoesNotHaveFindsNothing() {
    report("一件");
    assertThat(total(operator, "view=todo")).isEqualTo(1);
    assertThat(total(operator, "view=todo&state=reported")).isEqualTo(1);
    // the street has nothing to do in reported cases, and nobody in closed ones
    assertThat(total(street, "view=todo&state=reported")).isZero();
    assertThat(total(operator, "view=todo&state=closed")).isZero();
    assertThat(total(operator, "view=mine&state=ended")).isZero();
    assertThat(total(operator, "view=overdue&state=closed")).isZero();
    assertThat(total(operator, "view=all&state=reported")).isEqualTo(1);
    assertThat(total(operator, "view=all&category=part-01")).isEqualTo(1);
    assertThat(total(operator, "view=all&category=event")).isZero();
    assertThat(total(operator, "view=all&from=2026-03-02&to=2026-03-03")).isEqualTo(1);
    assertThat(total(operator, "view=all&to=2026-03-02")).isZero();
    operator.get("/api/cases?view=strange").is(400);
    operator.get("/api/cases?from=yesterday").is(400);
  }

  @Test
  void actsSayWhatTheyNeedAndOfferAndWhereTheyBelong() {
    String id = report("一件");
    operator.act(id, "accept", Map.of()).is(200);
    JsonNode allowed = operator.get("/api/cases/" + id).body().at("/allowedActions");
    JsonNode merge = find(allowed, "action", "merge");
    assertThat(merge.path("rare").asBoolean()).isTrue();
    assertThat(merge.at("/needs/0").asString()).isEqualTo("case");
    inspector.act(id, "verify", Map.of("note", "属实")).is(200);
    JsonNode register =
        find(operator.get("/api/cases/" + id).body().at("/allowedActions"), "action", "register");
    assertThat(register.at("/offers/0").asString()).isEqualTo("condition");
    assertThat(register.path("rare").asBoolean()).isFalse();
    assertThat(operator.act(id, "register", Map.of("condition", "none/such")).is(400).notice())
        .isEqualTo("case.condition");
  }

  @Test
  void aDuplicateIsMergedByItsNumberAndBothSaySo() {
    String main = report("一件");
    String twice = report("同一件");
    String number = operator.get("/api/cases/" + main).text("/number");
    assertThat(operator.act(twice, "merge", Map.of()).is(400).notice())
        .isEqualTo("case.missing.case");
    Answer merged = operator.act(twice, "merge", Map.of("case", number)).is(200);
    assertThat(merged.text("/state/code")).isEqualTo("MERGED");
    assertThat(merged.text("/mergedInto/number")).isEqualTo(number);
    assertThat(operator.get("/api/cases/" + main).text("/timeline/1/title/zh")).isEqualTo("并入案件");
  }

  @Test
  void partsStandWithTheirParent() {
    String parent = verified("整体");
    String part = verified("部分");
    operator.act(part, "attach", Map.of("case", parent)).is(200);
    Answer whole = operator.get("/api/cases/" + parent).is(200);
    assertThat(whole.text("/children/0/id")).isEqualTo(part);
    assertThat(operator.get("/api/cases/" + part).text("/parent/id")).isEqualTo(parent);
    assertThat(operator.act(parent, "cancel", Map.of("reason", "错报")).is(409).notice())
        .isEqualTo("case.children");
    operator.act(part, "detach", Map.of()).is(200);
    operator.act(parent, "cancel", Map.of("reason", "错报")).is(200);
  }

  @Test
  void manyCasesAreDoneAtOnceAndTheRefusedOnesSayWhy() {
    String one = report("一件");
    String two = report("两件");
    operator.act(two, "accept", Map.of()).is(200);
    Answer done =
        operator
            .post(
                "/api/cases/bulk/accept",
                Map.of(
                    "items",
                    List.of(Map.of("id", one, "version", 1), Map.of("id", two, "version", 1))))
            .is(200);
    assertThat(done.body().at("/done").asInt()).isEqualTo(1);
    assertThat(done.body().at("/items/0/done").asBoolean()).isTrue();
    assertThat(done.text("/items/1/refused")).contains("ACCEPTED");
    operator.post("/api/cases/bulk/accept", Map.of("items", List.of())).is(400);
  }

  @Test
  void viewsAreKeptSharedAndRemovedByTheirOwner() {
    Answer kept =
        operator
            .post("/api/case-views", Map.of("name", "井盖", "query", "view=all&q=井盖", "shared", true))
            .is(201);
    assertThat(inspector.get("/api/case-views").text("/items/0/name")).isEqualTo("井盖");
    inspector.delete("/api/case-views/" + kept.text("/id")).is(404);
    operator.delete("/api/case-views/" + kept.text("/id")).is(204);
    assertThat(operator.get("/api/case-views").body().at("/items").size()).isZero();
    operator.post("/api/case-views", Map.of("name", " ", "query", "")).is(400);
  }

  @Test
  void theEvaluationNamesWhatItDividesAndGoesOutAsFiles() throws IOException {
    String id = verified("一件");
    operator.act(id, "register", Map.of()).is(200);
    operator.act(id, "dispatch", Map.of()).is(200);
    street.act(id, "return", Map.of("reason", "不属本辖区")).is(200);
    operator.act(id, "dispatch", Map.of()).is(200);
    String month = "/api/case-evaluation?from=2026-03-01&to=2026-04-01&by=";
    JsonNode line = operator.get(month + "organisation").is(200).body().at("/items/0");
    assertThat(line.path("key").asString()).isEqualTo("street-office-510104017");
    assertThat(line.at("/rates/returning/numerator").asInt()).isEqualTo(1);
    assertThat(line.at("/rates/returning/denominator").asInt()).isEqualTo(2);
    assertThat(line.at("/rates/buck_passing/value").asDouble()).isEqualTo(1);
    assertThat(line.at("/rates/closing/value").isNull()).as("nothing was due").isTrue();
    assertThat(line.at("/before/returning/denominator").asInt()).as("in February").isZero();
    String april = "/api/case-evaluation?from=2026-04-01&to=2026-05-01&by=organisation";
    JsonNode after = operator.get(april).is(200).body();
    assertThat(after.at("/before/start").asString()).isEqualTo("2026-02-28T16:00:00Z");
    assertThat(after.at("/items").size()).as("nothing moved in April").isZero();
    assertThat(operator.get(month + "organisation&category=event-").body().at("/items").size())
        .as("it is a part")
        .isZero();
    assertThat(operator.get(month + "category").text("/items/0/name/zh")).isEqualTo("上水井盖");
    String csv = operator.get(month + "street&format=csv").is(200).raw().body();
    assertThat(csv).contains("按期结案率分母", "510104017");
    assertThat(operator.get(month + "street&format=geojson").text("/features/0/geometry/type"))
        .isEqualTo("Point");
    assertThat(sheet("/api/cases?format=xlsx")).contains("一件", "510104017");
    assertThat(sheet(month + "county&format=xlsx")).contains("西区");
    String months = "/api/case-evaluation?from=2026-02-01&to=2026-05-01&by=month";
    JsonNode quarter = operator.get(months).is(200).body().at("/items");
    assertThat(quarter.valueStream().map(l -> l.path("key").asString()))
        .containsExactly("2026-02", "2026-03", "2026-04");
    assertThat(quarter.at("/1/rates/returning/denominator").asInt()).isEqualTo(2);
    assertThat(quarter.at("/2/before/returning/denominator").asInt()).as("March").isEqualTo(2);
    assertThat(quarter.at("/2/rates/returning/denominator").asInt()).isZero();
    operator.get("/api/case-evaluation?from=2026-03-02&to=2026-04-01&by=month").is(400);
    operator.get("/api/case-evaluation?from=2020-03-01&to=2026-04-01&by=month").is(400);
    operator.get("/api/case-evaluation?from=2026-03-01&to=2026-04-01&by=star").is(400);
    operator.get("/api/case-evaluation?from=2026-04-01&to=2026-03-01").is(400);
  }

  @Test
  void theEvaluationGoesOutAsAReportOfPages() throws IOException {
    String id = verified("一件");
    operator.act(id, "register", Map.of()).is(200);
    operator.act(id, "dispatch", Map.of()).is(200);
    String march = "from=2026-03-01&to=2026-04-01";
    JsonNode spots =
        operator.get("/api/case-evaluation/hotspots?" + march + "&side=5000").is(200).body();
    assertThat(spots.at("/cases").asInt() + spots.at("/unplaced").asInt()).isEqualTo(1);
    assertThat(spots.at("/periods").size()).isEqualTo(6);
    assertThat(spots.at("/squares").asInt()).isGreaterThanOrEqualTo(30);
    Path file = fetched("/api/case-evaluation/report.pdf?" + march + "&side=5000");
    try (PDDocument report = Loader.loadPDF(file.toFile())) {
      assertThat(new PDFTextStripper().getText(report))
          .contains(
              "城市管理案件评价报告",
              "立案率",
              "受理 1 件，立案 1 件",
              "上期：2026-02-01 至 2026-03-01（不含）",
              "较上期",
              "Getis-Ord",
              "第 1 页，共");
    }
    operator.get("/api/case-evaluation/hotspots?" + march + "&side=5").is(400);
    operator.get("/api/case-evaluation/hotspots?" + march + "&side=5000&format=doc").is(400);
    operator.get("/api/case-evaluation/report.pdf?from=&to=").is(400);
  }

  @Test
  void rulesOfDispatchAreTriedOnPastCasesAndChangeNothing() {
    String id = verified("一件");
    operator.act(id, "register", Map.of()).is(200);
    Answer dispatched = operator.act(id, "dispatch", Map.of()).is(200);
    String head = "id,category,division,procedure,lead,assisting,zh,en\n";
    Map<String, Object> trial =
        Map.of(
            "from", "2026-03-01",
            "to", "2026-04-01",
            "rules", head + "up,part-01*,,,operations,,井盖归中心,Covers go up");
    Answer tried = operator.post("/api/dispatch-rules/try", trial).is(200);
    assertThat(tried.body().at("/cases").asInt()).isEqualTo(1);
    assertThat(tried.body().at("/differ").asInt()).isEqualTo(1);
    assertThat(tried.text("/items/0/would/id")).isEqualTo("operations-510100");
    assertThat(tried.text("/items/0/rule")).isEqualTo("up");
    Map<String, Object> wrong = new HashMap<>(trial);
    wrong.put("rules", head + "up,part-01*,,,fire,,消防,Fire");
    Answer refused = operator.post("/api/dispatch-rules/try", wrong).is(400);
    assertThat(refused.text("/notices/0/place")).isEqualTo("rules:2");
    assertThat(operator.get("/api/cases/" + id).body().at("/version"))
        .isEqualTo(dispatched.body().at("/version"));
    assertThat(operator.get("/api/dispatch-rules").body().at("/duties").toString())
        .contains("street-office");
  }

  private String verified(String title) {
    String id = report(title);
    operator.act(id, "accept", Map.of()).is(200);
    inspector.act(id, "verify", Map.of("note", "属实")).is(200);
    return id;
  }

  @Test
  void saysWhileSomebodyTypesThatAMatterMayBeKnownAndStaysQuietElsewhere() {
    String id = report("井盖破损");
    String words = "&lat=30.4&category=part-0101&words=%E4%BA%95%E7%9B%96%E7%A0%B4%E6%8D%9F";
    // 0.001 degrees of longitude at 30.4 north: 111.2 km * cos(30.4) / 1000 = 96 m
    Answer near = operator.get("/api/cases/similar?lng=104.301" + words).is(200);
    assertThat(near.text("/items/0/id")).isEqualTo(id);
    assertThat(near.body().at("/items/0/metres").asInt()).isBetween(94, 98);
    // 0.01 degrees are 960 m: another matter
    Answer far = operator.get("/api/cases/similar?lng=104.31" + words).is(200);
    assertThat(far.body().at("/total").asInt()).isZero();
    // people without an account hear only of what such people told
    Answer open = Person.nobody(house.base()).get("/api/pub/similar?lng=104.301" + words).is(200);
    assertThat(open.body().isEmpty()).isTrue();
    operator.get("/api/cases/similar?lng=500&lat=30.4").is(400);
    Person.nobody(house.base()).get("/api/cases/similar?lng=104.3&lat=30.4").is(401);
  }

  private String report(String title) {
    return operator
        .post(
            "/api/cases",
            Map.of("title", title, "category", "part-0101", "lng", 104.3, "lat", 30.4))
        .is(201)
        .text("/id");
  }

  private static int total(Person who, String query) {
    return who.get("/api/cases?" + query).is(200).body().at("/total").asInt();
  }

  private static JsonNode find(JsonNode array, String field, String value) {
    for (JsonNode node : array) {
      if (node.path(field).asString().equals(value)) {
        return node;
      }
    }
    throw new AssertionError("no " + value + " in " + array);
  }

  /** The words of a spreadsheet. */
  private Path fetched(String path) throws IOException {
    Path file = folder.resolve("fetched");
    try {
      Person.http()
          .send(
              operator.request(path).build(), java.net.http.HttpResponse.BodyHandlers.ofFile(file));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return file;
  }

  private String sheet(String path) throws IOException {
    Path file = fetched(path);
    StringBuilder words = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        words.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return java.util.regex.Pattern.compile("&#x([0-9a-fA-F]+);")
        .matcher(words)
        .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
  }
}
