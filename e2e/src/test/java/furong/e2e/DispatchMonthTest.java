package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A month of dispatch from its opening to a closed supervised item, by four people at screens. */
class DispatchMonthTest {

  /** Inside the plan's years, so that every target with a date has a pace. */
  private static final String MONTH = "2025-11";

  /** Promised through the API; the first one is promised on the screen. */
  private static final List<String> PROMISED = List.of("A25", "A43", "B62", "11", "X13", "A62");

  @TempDir static Path data;

  @Test
  void aMonthIsOpenedReportedDecidedAndItsDecisionProvedAndClosed()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      Doors office = new Doors(city.address(), "planner", city.password("planner"));
      Person planner = browser.person("planner", city.password("planner"), 1500, 1000).logIn();
      promise(planner);
      for (String item : PROMISED) {
        office.post(
            "/api/plan/items/" + item + "/promise",
            "application/json",
            "{\"version\":0,\"unit\":\"housing-510100\",\"reason\":\"领导小组分工\"}");
      }
      open(planner);

      Person street = browser.person("street", city.password("street"), 1366, 900).logIn();
      report(street);

      planner.open("/plan/months/" + MONTH).see("month-table").click("act-convene");
      planner.see("unanswered").see("lag-rules").shoot("plan-3-meeting");
      pulled(office);
      decide(planner);
      // 1,760 of 2,200 courtyards are 80 %; on 30 November 98.3 % of the plan's days are over
      assertThat(planner.at("entry-detail").innerText()).contains("落后 18.3 个百分点");
      answerTheRest(office);
      planner.open("/plan/months/" + MONTH).click("act-close");
      planner.see("assessment").shoot("plan-4-closed");
      planner.open("/plan/months/" + MONTH + "/print").see("print-sheet").shoot("plan-5-sheet");

      // the duty operator does what was decided; the inspector, not the doer, closes it
      Person operator = browser.person("operator", city.password("operator"), 1366, 900).logIn();
      prove(operator);
      Person inspector = browser.person("inspector", city.password("inspector"), 1366, 900).logIn();
      inspector.open("/plan/supervised?id=1").see("supervised-detail").click("act-pass");
      inspector.page().waitForSelector("[data-test='supervised-state'][data-state='CLOSED']");
      inspector.shoot("plan-7-closed");

      offer(planner);
      assertThat(anybody(city, "/feeds/opportunities.atom"))
          .contains("<title>环城绿道驿站运营</title>", "公开征集运营方");

      evaluate(planner, office);
      assertThat(anybody(city, "/api/pub/plan"))
          .contains("\"verdict\":{\"code\":\"BEHIND\"", "环城绿道驿站运营")
          .doesNotContain("1760个院落", "待下半年核实");

      change(planner, office);
      watch(planner);
      refused(city, office);
      onRecord(office, new Doors(city.address(), "admin", city.password("admin")));
      assertThat(browser.faults()).isEmpty();
    }
  }

  private static void promise(Person planner) {
    planner.open("/plan").see("plan-tree").click("fold-s6").click("fold-13");
    planner.click("plan-item-A24").see("plan-detail").click("promise-open");
    planner.at("promise-unit").selectOption("housing-510100");
    planner.at("promise-reason").fill("领导小组办公室分工");
    planner.click("promise-send").see("promises");
    planner.page().waitForSelector("[data-test='item-unit']:has-text('住房和城乡建设局')");
    planner.shoot("plan-1-promise");
  }

  private static void open(Person planner) {
    planner.open("/plan/months").see("month-input");
    planner.at("month-input").fill(MONTH);
    planner.click("month-open").see("month-table").shoot("plan-2-opened");
  }

  private static void report(Person street) {
    street.open("/plan/months/" + MONTH).see("month-table").click("entry-A24").see("entry-detail");
    street.click("act-report");
    street.at("act-figure").fill("1760");
    street.at("act-words").fill("已完成1760个院落，其余在施工");
    street.at("act-file").setInputFiles(file("台账.pdf"));
    street.page().waitForSelector("[data-test='entry-detail'] a[download]");
    // the file came in between: what was typed is still there
    street.click("act-send");
    street.page().waitForSelector("[data-test='entry-detail'] blockquote");
  }

  private static void decide(Person planner) {
    planner.click("entry-A24").see("entry-detail").click("act-decide");
    planner.at("act-words").fill("两周内拿出赶工方案");
    planner.click("act-send");
    planner.page().waitForSelector("[data-test='entry-detail'] :text('已议定督办')");
  }

  /** The plan wants a meeting each month: the steering counts it itself, nobody reports it. */
  private static void pulled(Doors office) throws IOException, InterruptedException {
    for (JsonNode entry : office.get("/api/plan/months/" + MONTH).path("items")) {
      if (entry.path("item").asString().equals("A62")) {
        assertThat(entry.at("/pulled/indicator").asString()).isEqualTo("plan.meetings");
        assertThat(entry.at("/progress/met").asBoolean()).isTrue();
        assertThat(entry.path("flags")).as("told, though nobody reported it").isEmpty();
      }
    }
  }

  private static void answerTheRest(Doors office) throws IOException, InterruptedException {
    JsonNode month = office.get("/api/plan/months/" + MONTH);
    for (JsonNode entry : month.path("items")) {
      if (!entry.path("flags").isEmpty()
          && entry.path("answer").path("code").asString().equals("NONE")) {
        office.post(
            "/api/plan/entries/" + entry.path("id").asLong() + "/actions/note",
            "application/json",
            "{\"version\":" + entry.path("version").asLong() + ",\"reason\":\"下月补报\"}");
      }
    }
  }

  private static void prove(Person operator) {
    operator.open("/plan/supervised").click("supervised-DB-" + MONTH + "-01");
    operator.see("supervised-detail").click("act-finish");
    operator.at("act-file").setInputFiles(file("赶工方案.pdf"));
    operator.page().waitForSelector("[data-test='supervised-detail'] a[download]");
    operator.at("act-words").fill("方案已报领导小组办公室");
    operator.click("act-send");
    operator.page().waitForSelector("[data-test='supervised-state'][data-state='DONE']");
    operator.shoot("plan-6-proved");
  }

  /** An opportunity is drafted, which nobody outside sees, and published. */
  private static void offer(Person planner) {
    planner.open("/plan/opportunities").see("state-empty").click("register-add");
    planner.at("register-title").fill("环城绿道驿站运营");
    planner.at("register-unit").selectOption("park-city-510100");
    planner.at("register-words").fill("公开征集运营方");
    planner.click("register-send").see("register-publish-1").click("register-publish-1");
    planner.see("register-withdraw-1").shoot("plan-8-offered");
  }

  /**
   * The plan is evaluated at the end of the month; what is in doubt is judged, then it is locked.
   */
  private static void evaluate(Person planner, Doors office)
      throws IOException, InterruptedException {
    ReviewWalk.convene(planner, MONTH);
    planner.click("finding-A24").see("finding-detail").shoot("plan-9-evaluation");
    assertThat(planner.at("finding-detail").innerText()).contains("进度 80.0%，序时进度 98.3%", "督办 1 项");
    ReviewWalk.judgeTheRest(office, 1, "A24");
    ReviewWalk.judgeAndClose(planner, 1, "A24", "赶工方案已报");
  }

  /** Who promised what when: a unit is changed, and both stand beside each other. */
  private static void change(Person planner, Doors office)
      throws IOException, InterruptedException {
    office.post(
        "/api/plan/items/A25/promise",
        Map.of("version", 1, "unit", "park-city-510100", "due", "2026-06-30", "reason", "分工调整"));
    planner.open("/plan/changes").see("changes-table").shoot("plan-10-changes");
    assertThat(planner.page().locator("[data-test='promise-diff']").first().innerText())
        .contains("住房和城乡建设局", "公园城市建设管理局", "2026-06-30");
    planner.click("changes-between").see("between-table");
    planner.click("changes-text").see("text-version").shoot("plan-11-text");
  }

  /** A risk of an item stands on the item's page, and its levels on its trail. */
  private static void watch(Person planner) {
    planner.open("/plan/risks").see("state-empty").click("register-add");
    planner.at("register-title").fill("雨季施工延误");
    planner.at("register-unit").selectOption("housing-510100");
    planner.at("register-item").fill("A24");
    planner.at("register-words").fill("汛期停工");
    planner.click("register-send").see("register-table");
    planner.page().locator("[data-test^='register-trail-']").first().click();
    planner.see("plan-events");
    planner.open("/plan/items/A24").see("item-register").shoot("plan-12-item");
    assertThat(planner.at("item-register").innerText()).contains("雨季施工延误");
  }

  /** What may not be public is refused to who has no login, file by file. */
  private static void refused(RunningCity city, Doors office)
      throws IOException, InterruptedException {
    String file = office.get("/api/plan/supervised/1").at("/evidence/0/url").asString();
    assertThat(office.status(file)).isEqualTo(200);
    for (String door :
        List.of(
            file,
            "/api/plan",
            "/api/plan/months/" + MONTH,
            "/api/plan/register/risk",
            "/api/plan/changes",
            "/api/plan/reviews/1",
            "/api/plan/assessment")) {
      assertThat(answered(city, door).statusCode()).as(door).isEqualTo(401);
    }
    assertThat(answered(city, "/api/pub/plan").statusCode()).isEqualTo(200);
  }

  /** What somebody without a login reads. */
  private static String anybody(RunningCity city, String path)
      throws IOException, InterruptedException {
    return answered(city, path).body();
  }

  private static HttpResponse<String> answered(RunningCity city, String path)
      throws IOException, InterruptedException {
    try (HttpClient anybody = HttpClient.newHttpClient()) {
      return anybody.send(
          HttpRequest.newBuilder(city.address().resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void onRecord(Doors office, Doors admin) throws IOException, InterruptedException {
    JsonNode item = office.get("/api/plan/supervised/1");
    assertThat(item.path("state").path("code").asString()).isEqualTo("CLOSED");
    assertThat(item.path("evidence")).hasSize(1);
    JsonNode month = office.get("/api/plan/months/" + MONTH);
    assertThat(month.path("state").path("code").asString()).isEqualTo("CLOSED");
    assertThat(month.path("items"))
        .as("a closed month is locked")
        .allSatisfy(entry -> assertThat(entry.path("allowedActions")).isEmpty());
    // the text as it was read; 7 promises and one changed; open, report, its file, convene, decide
    // with its item, 5 notes (what the engine tells needs none), close; file, finish, pass; an
    // opportunity added and published; a risk
    int dispatch = 1 + 7 + 1 + 4 + 2 + 5 + 1 + 3 + 2 + 1;
    JsonNode review = office.get("/api/plan/reviews/1");
    int judged =
        (int)
            StreamSupport.stream(review.path("findings").spliterator(), false)
                .filter(f -> !f.path("judged").isNull())
                .count();
    // opened, convened, closed, and a line for each finding that was judged
    assertThat(judged).isGreaterThan(100);
    assertThat(admin.get("/api/audit?subject=plan/").path("total").asInt())
        .isEqualTo(dispatch + 3 + judged);
  }

  private static FilePayload file(String name) {
    return new FilePayload(
        name, "application/pdf", "%PDF-1.4 evidence".getBytes(StandardCharsets.UTF_8));
  }
}
