package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import furong.e2e.Browser.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A year's health check: a campaign is opened, counties report, it is closed; what ails is given to
 * a unit and closed with proof; the report is saved as PDF and DOCX.
 */
class CheckupTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The year that is over: the page shows it first. */
  private static final String YEAR = Year.now(ZONE).minusYears(1).toString();

  private static final String WEST = "510104";
  private static final String SHEET = "/api/forms/health-check.city/sheets/";

  /** BOD5 that enters the plants of 100 that people make: 65 % is below the line of 70 %. */
  private static final Map<String, Integer> SEWAGE = Map.of(WEST, 65, "510105", 72, "510106", 80);

  @TempDir static Path data;

  @Test
  void aYearIsCollectedDiagnosedHandedOutMendedAndReported()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      Doors office = new Doors(city.address(), "planner", city.password("planner"));
      Doors operator = new Doors(city.address(), "operator", city.password("operator"));
      Person planner = browser.person("planner", city.password("planner"), 1500, 1000).logIn();
      collect(planner);
      for (Map.Entry<String, Integer> county : SEWAGE.entrySet()) {
        report(operator, office, county.getKey(), county.getValue());
      }
      planner.open("/checkup/campaigns/1").see("by-division").shoot("checkup-2-collected");
      assertThat(approved(office)).isEqualTo(SEWAGE.size());
      planner.click("campaign-act-close");
      planner.page().waitForSelector("[data-test='campaign-state'][data-state='CLOSED']");
      planner.shoot("checkup-3-closed");

      handOut(planner);
      Person doer = browser.person("operator", city.password("operator"), 1366, 900).logIn();
      prove(doer);
      Person inspector = browser.person("inspector", city.password("inspector"), 1366, 900).logIn();
      inspector.open("/plan/supervised?id=1").see("supervised-origin").click("act-pass");
      inspector.page().waitForSelector("[data-test='supervised-state'][data-state='CLOSED']");
      planner.open("/checkup?division=" + WEST + "&period=" + YEAR);
      planner.see("task-health-check.sewage-collected").shoot("checkup-6-mended");
      // the item is closed; whether the figure is mended the figure says, and it does not yet
      assertThat(planner.at("after-health-check.sewage-collected").innerText()).contains("仍存在问题");
      planner.open("/checkup?division=510100&period=" + YEAR).see("below-row");
      assertThat(planner.at("below-list").innerText()).contains("锦江区", "未达底线 70", "TJ-" + YEAR);
      assertThat(task(office, "health-check.sewage-collected")).isEqualTo("CLOSED");

      files(office);
      Doors admin = new Doors(city.address(), "admin", city.password("admin"));
      // taken up, proof brought, reported done, checked
      assertThat(admin.get("/api/audit?subject=plan/supervised/1").path("total").asInt())
          .isEqualTo(4);
      assertThat(browser.faults()).isEmpty();
    }
  }

  private static void collect(Person planner) {
    planner.open("/checkup/campaigns").see("state-empty").click("campaign-new");
    planner.see("campaign-dimension-city").at("campaign-year").fill(YEAR);
    String deadline =
        LocalDateTime.now(ZONE).plusDays(10).truncatedTo(ChronoUnit.MINUTES).toString();
    planner.at("campaign-deadline").fill(deadline);
    for (String other : List.of("housing", "community", "block")) {
      planner.at("campaign-dimension-" + other).uncheck();
    }
    planner.shoot("checkup-0-opening").click("campaign-open").see("campaign-sheets");
    planner.shoot("checkup-1-opened");
  }

  /** Every figure is 10 but the sewage, and 3 places that flood. */
  private static void report(Doors operator, Doors office, String county, int sewage)
      throws IOException, InterruptedException {
    String sheet = SHEET + county + "/" + YEAR;
    JsonNode empty = operator.get(sheet);
    StringBuilder cells = new StringBuilder();
    for (JsonNode line : empty.path("lines")) {
      String figure = line.path("figure").asString();
      if (line.path("source").isObject()) {
        continue;
      }
      int value =
          switch (figure.substring(figure.indexOf('.') + 1)) {
            case "sewage-bod" -> sewage;
            case "sewage-bod-made" -> 100;
            case "flood-spots" -> 3;
            default -> 10;
          };
      cells.append(cells.isEmpty() ? "" : ",");
      cells.append("{\"figure\":\"%s\",\"value\":%d}".formatted(figure, value));
    }
    JsonNode typed =
        operator.post(
            sheet,
            "application/json",
            "{\"version\":%d,\"cells\":[%s]}".formatted(empty.path("version").asLong(), cells));
    JsonNode handedIn = act(operator, sheet, "submit", typed);
    act(office, sheet, "approve", handedIn);
  }

  private static JsonNode act(Doors who, String sheet, String act, JsonNode now)
      throws IOException, InterruptedException {
    return who.post(
        sheet + "/actions/" + act,
        "application/json",
        "{\"version\":%d}".formatted(now.path("version").asLong()));
  }

  private static int approved(Doors office) throws IOException, InterruptedException {
    JsonNode progress = office.get("/api/checkup/campaigns/1");
    return progress.path("dimensions").path(0).path("count").path("approved").asInt();
  }

  private static void handOut(Person planner) {
    planner.open("/checkup?division=" + WEST + "&period=" + YEAR);
    planner.see("only-ailing").click("only-ailing");
    planner.see("assign-health-check.sewage-collected").shoot("checkup-4-ailing");
    planner.click("assign-health-check.sewage-collected").see("assign-form");
    planner.at("assign-unit").selectOption("operations-" + WEST);
    planner.at("assign-days").fill("20");
    planner.shoot("checkup-5-handing-out").click("assign-send");
    planner.see("task-health-check.sewage-collected");
    assertThat(planner.at("task-health-check.sewage-collected").innerText())
        .isEqualTo("TJ-" + YEAR + "-001");
  }

  private static void prove(Person doer) {
    doer.open("/plan/supervised?id=1").see("supervised-detail").click("act-finish");
    doer.at("act-file")
        .setInputFiles(
            new FilePayload(
                "管网改造验收.pdf",
                "application/pdf",
                "%PDF-1.4 evidence".getBytes(StandardCharsets.UTF_8)));
    doer.page().waitForSelector("[data-test='supervised-detail'] a[download]");
    doer.at("act-words").fill("雨污分流改造已验收");
    doer.click("act-send");
    doer.page().waitForSelector("[data-test='supervised-state'][data-state='DONE']");
  }

  private static String task(Doors office, String indicator)
      throws IOException, InterruptedException {
    JsonNode check = office.get("/api/checkup?division=" + WEST + "&period=" + YEAR);
    for (JsonNode dimension : check.path("dimensions")) {
      for (JsonNode item : dimension.path("items")) {
        if (item.path("indicator").asString().equals(indicator)) {
          return item.path("task").path("state").path("code").asString();
        }
      }
    }
    return "";
  }

  private static void files(Doors office) throws IOException, InterruptedException {
    String report = "/api/checkup/report?period=" + YEAR + "&format=";
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    for (String division : List.of("510100", WEST)) {
      byte[] pdf = office.file(report + "pdf&division=" + division);
      byte[] docx = office.file(report + "docx&division=" + division);
      Files.write(folder.resolve("checkup-" + division + ".pdf"), pdf);
      Files.write(folder.resolve("checkup-" + division + ".docx"), docx);
    }
    byte[] pdf = Files.readAllBytes(folder.resolve("checkup-" + WEST + ".pdf"));
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(read))
          .contains(YEAR + "年城市体检报告", "锦江区", "未达底线 70", "雨污分流改造已验收", "已销号")
          .contains("公式尚未确定", "城市排水防涝应急抢险能力");
    }
    String document = document(Files.readAllBytes(folder.resolve("checkup-" + WEST + ".docx")));
    assertThat(document).contains(YEAR + "年城市体检报告", "锦江区", "未达底线 70", "雨污分流改造已验收", "<w:drawing>");
    // three counties are known: the city's own figure is not, the map of the counties is
    String whole = document(Files.readAllBytes(folder.resolve("checkup-510100.docx")));
    assertThat(whole).contains("descr=\"分区划分布（城区）\"", "待填报审定");
  }

  private static String document(byte[] docx) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
      for (ZipEntry at = zip.getNextEntry(); at != null; at = zip.getNextEntry()) {
        if (at.getName().equals("word/document.xml")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new IOException("no document in it");
  }
}
