package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import furong.e2e.Browser.Person;
import furong.paper.TableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Sixty organisations of one city, each with an account of its own: a month of dispatch with 400
 * tasks, and a form that goes up from a community.
 *
 * <p>Task i belongs to organisation i mod 60 and runs through 2025, of which 334 of 365 days (91.5
 * %) are over at the end of November. By i mod 10: 0 reports 50 % (behind), 1 was due at the end of
 * October and reports 80 % (overdue), 5 reports nothing, the others report 95 %.
 */
class OfficesTest {

  private static final String MONTH = "2025-11";
  private static final int UNITS = 60;
  private static final int TASKS = 400;

  /** What the meeting decides; the rest of what lags is noted. */
  private static final int DECIDED = 20;

  /** Of 400 tasks by the last digit of their number: 40 behind, 40 overdue, 40 silent. */
  private static final int LAGGING = 120;

  @TempDir static Path data;
  private static RunningCity city;
  private static Browser browser;
  private static Doors admin;

  private record Office(String id, String division, String login, String password) {
    Doors doors() {
      return new Doors(city.address(), login, password);
    }
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    city = RunningCity.start(data, "--no-sim");
    browser = new Browser(city.address());
    admin = new Doors(city.address(), "admin", city.password("admin"));
  }

  @AfterAll
  static void stop() {
    browser.close();
    city.close();
  }

  @Test
  void aMonthOfSixtyOrganisationsAndFourHundredTasksIsDrivenToItsEnd()
      throws IOException, InterruptedException {
    List<Office> offices = offices();
    Doors office = new Doors(city.address(), "planner", city.password("planner"));
    Person planner = browser.person("planner", city.password("planner"), 1440, 900).logIn();
    breakDown(planner, offices);
    planner.open("/plan/months").see("month-input").at("month-input").fill(MONTH);
    planner.click("month-open").see("month-table");
    assertThat(subjects(offices.get(2)))
        .as("a unit is asked for its seven items")
        .contains("每月调度 " + MONTH + " 已启动，请报送 please report ×7");
    report(offices, office);
    meet(planner, office);
    sheet(planner);
    remind(planner, offices.getFirst(), office);
    Map<String, Doors> units = new HashMap<>();
    offices.forEach(o -> units.put(o.id(), o.doors()));
    new ProofWalk(city, browser, units).prove(MONTH, DECIDED);
    int judged = ReviewWalk.afterTheMonth(planner, office, MONTH, TASKS);
    onRecord(office, judged);
    assertThat(browser.faults()).isEmpty();
  }

  @Test
  void aFigureGoesUpFromACommunityToTheIndicator() throws IOException, InterruptedException {
    new FormWalk(city, browser, admin).goUp();
    assertThat(browser.faults()).isEmpty();
  }

  @Test
  void anAccountMovesForgetsItsPasswordAndEnds() throws IOException, InterruptedException {
    new AccountWalk(city, browser, admin).live();
    assertThat(browser.faults()).isEmpty();
  }

  /** The first account is given on the screen, the others through the API. */
  private static List<Office> offices() throws IOException, InterruptedException {
    List<JsonNode> units = new ArrayList<>();
    for (String level : List.of("CITY", "COUNTY", "STREET")) {
      admin.get("/api/organisations?size=60&level=" + level).path("items").forEach(units::add);
    }
    Person keeper = browser.person("admin", city.password("admin"), 1440, 900).logIn();
    List<Office> offices = new ArrayList<>();
    for (JsonNode unit : units.subList(0, UNITS)) {
      String id = unit.path("id").asString();
      String division = unit.at("/division/code").asString();
      String login = "office-%02d".formatted(offices.size());
      String password =
          offices.isEmpty() ? giveOnScreen(keeper, login, id) : give(login, "STREET", division, id);
      offices.add(new Office(id, division, login, password));
    }
    assertThat(offices).hasSize(UNITS);
    return offices;
  }

  private static String giveOnScreen(Person keeper, String login, String organisation) {
    keeper.open("/users").see("users-table").at("user-login").fill(login);
    keeper.at("user-name").fill("责任单位经办");
    keeper.at("user-organisation").selectOption(organisation);
    keeper.click("user-give").see("user-password");
    String password = keeper.at("user-password").innerText();
    keeper.shoot("offices-1-account");
    return password;
  }

  private static String give(String login, String role, String division, String organisation)
      throws IOException, InterruptedException {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("login", login);
    wanted.put("nameZh", "经办 " + login);
    wanted.put("roles", List.of(role));
    wanted.put("divisions", List.of(division));
    wanted.put("organisation", organisation);
    return admin.post("/api/users", wanted).path("password").asString();
  }

  /** One table with 400 rows, sent on the screen; a second time it adds nothing. */
  private static void breakDown(Person planner, List<Office> offices) {
    List<List<String>> rows =
        IntStream.range(0, TASKS)
            .mapToObj(i ->
                List.of(
                    String.valueOf(1 + i % 69),
                    "任务",
                    "年度任务第%03d号".formatted(i),
                    "Task %03d of the year".formatted(i),
                    offices.get(i % UNITS).id(),
                    "2025-01-01",
                    i % 10 == 1 ? "2025-10-31" : "2025-12-31",
                    "按任务分解表完成"))
            .toList();
    byte[] table =
        TableFiles.xlsx(
            List.of(
                new TableFiles.Sheet(
                    "1", List.of("行动", "类别", "名称", "英文", "单位", "开始", "期限", "内容"), rows)));
    planner.open("/plan").see("plan-tree").click("tasks-import").see("task-import");
    planner.at("task-file").setInputFiles(xlsx("任务分解表.xlsx", table));
    planner.at("import-reason").fill("2025年任务分解");
    planner.click("import-send");
    planner.page().waitForSelector("[data-test='import-said']:has-text('400')");
    planner.click("import-send").see("import-notices").shoot("offices-2-tasks");
    assertThat(planner.at("import-notices").innerText()).contains("row 2").contains("T1");
    browser.forget("status of 400");
  }

  private static FilePayload xlsx(String name, byte[] bytes) {
    return new FilePayload(
        name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes);
  }

  /** Task T{i+1} is task i. */
  private static int task(JsonNode entry) {
    return Integer.parseInt(entry.path("item").asString().substring(1)) - 1;
  }

  private static void report(List<Office> offices, Doors planner)
      throws IOException, InterruptedException {
    List<Doors> doors = offices.stream().map(Office::doors).toList();
    JsonNode month = planner.get("/api/plan/months/" + MONTH);
    assertThat(month.path("items")).hasSize(TASKS);
    for (JsonNode entry : month.path("items")) {
      int i = task(entry);
      String path = "/api/plan/entries/" + entry.path("id").asLong() + "/actions/report";
      Map<String, Object> body =
          Map.of(
              "version",
              entry.path("version").asLong(),
              "words",
              "第%03d号任务本月进展".formatted(i),
              "progress",
              i % 10 == 0 ? 50 : i % 10 == 1 ? 80 : 95);
      if (i == 2) {
        assertThatThrownBy(() -> doors.get(3).post(path, body))
            .as("nobody reports for another organisation")
            .hasMessageContaining("403");
        reportOnScreen(offices.get(2));
      } else if (i % 10 != 5) {
        doors.get(i % UNITS).post(path, body);
      }
    }
  }

  private static void reportOnScreen(Office office) {
    Person unit = browser.person(office.login(), office.password(), 1440, 900).logIn();
    unit.open("/plan/months/" + MONTH).see("month-table").click("filter-mine");
    // of organisation 2: tasks 2, 62, 122, 182, 242, 302 and 362
    assertThat(unit.page().locator("[data-test='month-table'] tbody tr").count()).isEqualTo(7);
    unit.click("entry-T3").see("entry-detail").click("act-report");
    unit.at("act-progress").fill("95");
    unit.at("act-words").fill("第002号任务本月进展");
    unit.at("act-file").setInputFiles(ProofWalk.file("台账.pdf"));
    unit.page().waitForSelector("[data-test='entry-detail'] a[download]");
    unit.click("act-send");
    unit.page().waitForSelector("[data-test='entry-detail'] blockquote");
    unit.shoot("offices-3-report");
  }

  private static void meet(Person planner, Doors office) throws IOException, InterruptedException {
    long began = System.nanoTime();
    JsonNode month = office.get("/api/plan/months/" + MONTH);
    say("the month of 400 tasks over the API", began);
    assertThat(month.path("reported").asInt()).isEqualTo(TASKS - 40);
    began = System.nanoTime();
    planner.open("/plan/months/" + MONTH).see("month-table");
    say("its page until the table stands", began);
    began = System.nanoTime();
    planner.click("act-convene");
    planner.page().waitForSelector("[data-test='month-state'][data-state='MEETING']");
    say("convened: 400 entries judged", began);
    assertThat(planner.at("unanswered").innerText()).contains(String.valueOf(LAGGING));
    planner.shoot("offices-4-meeting");

    planner.click("filter-lagging").click("entry-T1").see("entry-detail").click("act-decide");
    // at 50 % where 91.5 % of the time is over
    assertThat(planner.at("entry-detail").innerText()).contains("落后 41.5 个百分点");
    planner.at("act-words").fill("一个工作日内拿出赶工方案");
    // within the two working days before its limit in which a unit is reminded
    planner.at("act-days").fill("1");
    planner.click("act-send");
    planner.page().waitForSelector("[data-test='entry-detail'] :text('已议定督办')");
    int decided = 1;
    for (JsonNode entry : office.get("/api/plan/months/" + MONTH).path("items")) {
      if (task(entry) % 10 == 0 && task(entry) > 0 && decided < DECIDED) {
        office.post(
            "/api/plan/entries/" + entry.path("id").asLong() + "/actions/decide",
            Map.of("version", entry.path("version").asLong(), "words", "限期赶工"));
        decided++;
      }
    }
    planner.open("/plan/months/" + MONTH).see("month-table").click("select-lagging");
    planner.see("note-form").at("note-reason").fill("下月补报并说明");
    began = System.nanoTime();
    planner.click("note-send");
    planner.page().waitForSelector("[data-test='unanswered']", gone());
    say("100 entries noted at once", began);
    planner.click("act-close").see("assessment").shoot("offices-5-closed");
    assertThat(planner.page().locator("[data-test='assessment'] tbody tr").count())
        .isEqualTo(UNITS);
  }

  private static Page.WaitForSelectorOptions gone() {
    return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED);
  }

  /** The sheet that lies on the table: all units and tasks on A4 pages, across. */
  private static void sheet(Person planner) throws IOException {
    long began = System.nanoTime();
    planner.open("/plan/months/" + MONTH + "/print").see("sheet-rest");
    say("the sheet's page", began);
    assertThat(planner.page().locator("[data-test='sheet-units'] tbody tr").count())
        .isEqualTo(UNITS);
    assertThat(planner.page().locator("[data-test='sheet-lagging'] tbody tr").count())
        .isEqualTo(LAGGING);
    assertThat(planner.page().locator("[data-test='sheet-supervised'] tbody tr").count())
        .isEqualTo(DECIDED);
    began = System.nanoTime();
    byte[] pdf =
        planner
            .page()
            .pdf(
                new Page.PdfOptions()
                    .setPreferCSSPageSize(true)
                    .setPath(Path.of("target", "screenshots", "offices-6-sheet.pdf")));
    try (PDDocument paper = Loader.loadPDF(pdf)) {
      say("as " + paper.getNumberOfPages() + " A4 pages, " + pdf.length / 1024 + " kB", began);
      // A4 across: 297 x 210 mm are 842 x 595 points
      assertThat(paper.getPages())
          .allSatisfy(page -> {
            assertThat(page.getMediaBox().getWidth()).isBetween(841f, 843f);
            assertThat(page.getMediaBox().getHeight()).isBetween(594f, 596f);
          });
      String text = new PDFTextStripper().getText(paper).replaceAll("\\s+", "");
      for (int i = 0; i < TASKS; i++) {
        assertThat(text).contains("第%03d号".formatted(i));
      }
    }
    planner.open("/plan/assessment").see("assessment-table").shoot("offices-8-year");
    assertThat(planner.at("assessment-criteria").innerText()).contains("30%", "40%");
  }

  /** What is due soon is reminded of within a minute: on the page, and in the inbox of its unit. */
  private static void remind(Person planner, Office unit, Doors office)
      throws IOException, InterruptedException {
    JsonNode reminders = office.until("/api/plan/reminders", all -> !all.isEmpty());
    assertThat(reminders).hasSize(1);
    assertThat(reminders.get(0).path("sort").asString()).isEqualTo("SOON");
    assertThat(subjects(unit))
        .contains("督办 DB-" + MONTH + "-01 请办理 please act")
        .contains("督办 DB-" + MONTH + "-01 即将到期 is due soon");
    planner.open("/plan/supervised").see("reminders");
    assertThat(planner.at("reminders").innerText()).contains("DB-" + MONTH + "-01");
  }

  private static List<String> subjects(Office unit) throws IOException, InterruptedException {
    List<String> subjects = new ArrayList<>();
    unit.doors()
        .get("/api/inbox")
        .path("items")
        .forEach(m -> subjects.add(m.path("subject").asString()));
    return subjects;
  }

  private static void onRecord(Doors office, int judged) throws IOException, InterruptedException {
    assertThat(office.get("/api/plan/supervised?view=closed&size=1").path("total").asInt())
        .isEqualTo(DECIDED);
    JsonNode month = office.get("/api/plan/months/" + MONTH);
    assertThat(month.path("state").path("code").asString()).isEqualTo("CLOSED");
    Map<String, Double> totals = new HashMap<>();
    month
        .path("assessment")
        .forEach(u -> totals.put(u.at("/unit/id").asString(), u.path("total").asDouble()));
    assertThat(totals).hasSize(UNITS);
    // nothing supervised was due in November: 30 of 70 points are for reports, 40 for what does
    // not lag. Organisation 0 reported all and lags in all: 30 / 70; 2 is right in all; 5 in none
    assertThat(totals.get(unitOf(month, 0))).isCloseTo(30 * 100.0 / 70, near());
    assertThat(totals.get(unitOf(month, 2))).isCloseTo(100.0, near());
    assertThat(totals.get(unitOf(month, 5))).isCloseTo(0.0, near());
    // the text as it was read; 400 tasks with a promise each; open, 360 reports and a file,
    // convene,
    // 20 decisions with their items, 100 notes, close; of 20 items a file, finish and pass, and one
    // goes round twice with its return; an evaluation opened, convened, judged and closed
    int trail = 1 + 2 * TASKS + 1 + 361 + 1 + 2 * DECIDED + 100 + 1 + 3 * DECIDED + 3 + 3 + judged;
    assertThat(admin.get("/api/audit?subject=plan/&size=1").path("total").asInt()).isEqualTo(trail);
    assertThat(admin.get("/api/audit?subject=user/&size=1").path("total").asInt())
        .isGreaterThanOrEqualTo(UNITS);
  }

  private static Offset<Double> near() {
    return Offset.offset(1e-9);
  }

  private static String unitOf(JsonNode month, int task) {
    for (JsonNode entry : month.path("items")) {
      if (task(entry) == task) {
        return entry.at("/unit/id").asString();
      }
    }
    throw new IllegalStateException("no task " + task);
  }

  private static void say(String what, long began) {
    System.out.printf("offices: %s: %d ms%n", what, (System.nanoTime() - began) / 1_000_000);
  }
}
