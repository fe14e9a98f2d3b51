package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import furong.e2e.Browser.Person;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/** A planner opens figures down to what they were counted from: observations, and a case. */
final class IndicatorWalk {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String COUNTY = "510105";

  private IndicatorWalk() {}

  /**
   * A day three days ago of heavy air: valid under every rule set, since what it has exceeds 100.
   */
  static LocalDate heavyDay(Doors doors, String street) throws IOException, InterruptedException {
    LocalDate day = Instant.now().atZone(ZONE).toLocalDate().minusDays(3);
    double[] hours = new double[24];
    Arrays.fill(hours, 260);
    long datastream = doors.airStation("溯源测试站", street);
    doors.hours(datastream, day.atTime(23, 0).atZone(ZONE).toInstant(), hours);
    doors.until(
        "/api/indicators/air.good-days-ratio?division=" + COUNTY + "&period=" + day,
        value -> value.path("denominator").asInt() == 1);
    return day;
  }

  /** Month, its day, the station, its hours, and the observation as it was sent. */
  static void toObservations(Person planner, LocalDate day) {
    planner
        .open(
            "/indicators/air.good-days-ratio?division="
                + COUNTY
                + "&period="
                + day.toString().substring(0, 7))
        .see("indicator-value")
        .see("series-table")
        .click("lineage-toggle")
        .click("day-" + day)
        .see("station-table");
    assertThat(planner.at("station-table").innerText()).contains("溯源测试站").contains("260");
    planner.click("lineage-open").see("lineage-hours").shoot("indicator-1-observations");
    // 24 readings of 260, each with its address
    assertThat(planner.page().locator("[data-test='observation-link']").count()).isEqualTo(24);
    planner.click("station-link");
    planner.page().waitForURL("**/sensing/*");
  }

  /** The rate of cases closed in time, the cases behind it, and the page of one. */
  static void toACase(Person planner, String id) {
    String month = Instant.now().atZone(ZONE).toLocalDate().toString().substring(0, 7);
    planner
        .open("/indicators/care.closing-in-time?division=" + COUNTY + "&period=" + month)
        .see("indicator-value")
        .click("lineage-toggle")
        .see("lineage-cases")
        .shoot("indicator-2-cases");
    assertThat(planner.at("denominator").innerText()).isEqualTo("1");
    planner.page().locator("[data-test='lineage-cases'] a").first().click();
    planner.page().waitForURL("**/cases/" + id);
    planner.see("case-detail");
  }

  /** Found in the catalogue by words and by what it is made of. */
  static void inTheCatalogue(Person planner) {
    planner.open("/indicators").see("indicator-find");
    planner.at("indicator-find").fill("优良天数");
    planner.see("indicator-air.good-days-ratio");
    planner.page().waitForCondition(() -> planner.at("indicator-care.closing").count() == 0);
    planner.at("filter-of").selectOption("cases");
    planner.page().waitForCondition(() -> planner.at("indicator-air.good-days-ratio").count() == 0);
    planner.click("filter-reset").see("indicator-care.closing");
  }
}
