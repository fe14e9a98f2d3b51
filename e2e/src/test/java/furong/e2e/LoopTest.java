package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import furong.e2e.Browser.Person;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From an observation to a closed case, by three people with three browsers, to the plan, whose
 * figure opens down to the observations again, and down the catalogue of figures to both.
 */
class LoopTest {

  /** 草堂街道 (Caotang street), Qingyang district. */
  private static final String STREET = "510105007";

  private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

  @TempDir static Path data;

  @Test
  void aRealAlertBecomesAClosedCaseInTheHandsOfThreePeople()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      Doors admin = new Doors(city.address(), "admin", city.password("admin"));
      heavyAir(admin);
      JsonNode alert =
          polluted(admin.until("/api/alerts?state=open", list -> !polluted(list).isMissingNode()));
      String caseId =
          admin
              .until(
                  "/api/alerts/" + alert.path("id").asString(),
                  a -> !a.path("caseId").isMissingNode() && !a.path("caseId").isNull())
              .path("caseId")
              .asString();

      Person operator = browser.person("operator", city.password("operator"), 1600, 900).logIn();
      operator.see("cockpit").seeMap().see("alert-queue").shoot("1-cockpit-alert");
      assertThat(operator.at("alert-queue").innerText()).isNotBlank();
      operator.open("/cases/" + caseId).see("case-detail").shoot("2-case-accepted");
      act(operator, "register");
      act(operator, "dispatch");
      operator.shoot("3-case-dispatched");
      assertThat(operator.at("case-detail").innerText()).contains("草堂街道");

      Person street = browser.person("street", city.password("street"), 412, 915).logIn();
      street.open("/m").see("task-" + caseId).shoot("4-phone-tasks");
      street.click("task-" + caseId).see("field-case");
      act(street, "take");
      act(street, "finish");
      street.shoot("5-phone-handled");

      Person inspector = browser.person("inspector", city.password("inspector"), 1366, 768).logIn();
      inspector.open("/cases/" + caseId).see("case-detail");
      act(inspector, "check_pass");
      inspector.shoot("6-case-checked");

      operator.open("/cases/" + caseId).see("case-detail");
      act(operator, "close");
      operator.at("timeline").waitFor();
      operator.shoot("7-case-closed");

      JsonNode closed = admin.get("/api/cases/" + caseId);
      assertThat(closed.path("state").path("code").asString()).isEqualTo("CLOSED");
      assertThat(closed.path("allowedActions")).isEmpty();
      assertThat(actions(closed))
          .containsSubsequence("register", "dispatch", "take", "finish", "check_pass", "close");
      assertThat(closed.path("photos")).isNotEmpty();
      assertThat(admin.get("/api/audit?subject=case/" + caseId).path("total").asInt())
          .as("every change of the case is in the audit trail")
          .isGreaterThanOrEqualTo(6);
      Person planner = browser.person("planner", city.password("planner"), 1440, 900).logIn();
      steer(planner, admin, closed.path("number").asString());
      admin.until(
          "/api/indicators/care.closing-in-time?division=" + STREET.substring(0, 6),
          value -> value.path("denominator").asInt() == 1);
      IndicatorWalk.inTheCatalogue(planner);
      IndicatorWalk.toObservations(planner, IndicatorWalk.heavyDay(admin, STREET));
      IndicatorWalk.toACase(planner, caseId);
      assertThat(browser.faults()).isEmpty();
    }
  }

  /** The alert of lasting pollution; the day that was counted has one of its own. */
  private static JsonNode polluted(JsonNode alerts) {
    for (JsonNode alert : alerts.path("items")) {
      if (alert.path("rule").asString().endsWith("heavy-pollution")) {
        return alert;
      }
    }
    return alerts.path("none");
  }

  /** The plan's action knows the case, its target the day, and the day its 24 observations. */
  private static void steer(Person planner, Doors admin, String number)
      throws IOException, InterruptedException {
    String year = String.valueOf(yesterday().getYear());
    admin.until(
        "/api/indicators/air.heavy-days?division=510100&period=" + year,
        value -> value.path("value").asDouble() >= 1);
    planner.open("/plan/items/11").see("item-cases").shoot("8-plan-action");
    assertThat(planner.at("item-cases").innerText()).contains(number);
    // action 11 wants next to no heavy pollution (A18); the figure that tells of it is the engine's
    planner.open("/plan/items/A18").see("item-indicators");
    assertThat(planner.at("item-indicators").innerText()).contains("重污染天数", "规划要求的指标");
    planner.page().locator("[data-test='item-indicators'] a[href*='air.heavy-days']").click();
    planner.see("indicator-value").open("/indicators/air.heavy-days?period=" + year);
    planner.see("value").click("lineage-toggle").see("lineage-days");
    planner.click("day-" + yesterday()).see("lineage-stations").click("lineage-open");
    planner.see("lineage-hours").shoot("9-plan-figure-opened");
    // yesterday, and in the evening today: a day counts from its twentieth hour
    assertThat(planner.at("value").innerText()).containsPattern("^[12]\\D*$");
    assertThat(planner.page().locator("[data-test='observation-link']").count()).isEqualTo(24);
  }

  /** The last day that is over in the city. */
  private static LocalDate yesterday() {
    return LocalDate.now(CITY).minusDays(1);
  }

  /** Clean air for twelve hours, then heavy pollution all yesterday and up to this hour. */
  private static void heavyAir(Doors doors) throws IOException, InterruptedException {
    long datastream = doors.airStation("草堂测试站", STREET);
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    Instant began = yesterday().atStartOfDay(CITY).toInstant();
    int heavy = (int) Duration.between(began, hour).toHours() + 1;
    double[] hours = new double[12 + heavy];
    for (int i = 0; i < hours.length; i++) {
      hours[i] = i < 12 ? 30 : 260;
    }
    JsonNode answer = doors.hours(datastream, hour, hours);
    assertThat(answer.path("accepted").asInt()).isEqualTo(hours.length);
    assertThat(answer.path("refused").asInt()).isZero();
  }

  /** Does what the server allows, giving what it asks for, and waits until it is done. */
  static void act(Person person, String action) throws IOException {
    // at the telephone the result of a visit has a button of its own
    String result = action.equals("finish") ? ", [data-test='result-done']" : "";
    person.page().locator("[data-test='action-" + action + "']" + result).first().click();
    Locator form = person.at("action-form");
    if (form.isVisible()) {
      fill(person, "field-reason", "现场情况说明");
      fill(person, "field-note", "已洒水降尘并停工检查");
      Locator organisation = person.at("field-organisation");
      if (organisation.isVisible() && organisation.inputValue().isEmpty()) {
        organisation.selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
      }
      Locator photo =
          person.page().locator("[data-test='field-photo'] input, input[data-test='field-photo']");
      if (photo.count() > 0) {
        photo.first().setInputFiles(new FilePayload("after.jpg", "image/jpeg", photo()));
      }
      person.click("action-send");
    }
    person.see("step-" + action);
  }

  private static void fill(Person person, String mark, String text) {
    if (person.at(mark).isVisible()) {
      person.at(mark).fill(text);
    }
  }

  private static List<String> actions(JsonNode closed) {
    List<String> all = new ArrayList<>();
    closed.path("timeline").forEach(step -> all.add(step.path("action").asString()));
    return all;
  }

  /** A small picture, drawn here. */
  static byte[] photo() throws IOException {
    return photo(0x8FCBB9);
  }

  /** Under a sky of that colour: another photo. */
  static byte[] photo(int sky) throws IOException {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(sky));
    pen.fillRect(0, 0, 320, 140);
    pen.setColor(new Color(0x24332F));
    pen.fillRect(0, 140, 320, 100);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }
}
