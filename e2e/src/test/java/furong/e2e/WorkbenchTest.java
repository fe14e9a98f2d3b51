package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A planner changes thresholds of the flood pack in the browser, is told what is wrong where it
 * stands, sees what the change would have done, and proposes it; an administrator releases it; new
 * alerts name the version; and both go back.
 *
 * <p>Five days ago: road A stood under 17 cm, road B under 16 and then 25 cm, drain C was filled to
 * 94.8 %. By the installed thresholds (15 cm, 95 %) that is an alert at A and one at B. With 18 cm
 * and 94.5 % the one at A is lost, the one at B opens ten minutes later, and one at C is gained.
 */
class WorkbenchTest {

  /** 草堂街道 (Caotang street), Qingyang district. */
  private static final String STREET = "510105007";

  private static final String PAGE = "/packs/flood/workbench";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 1000;

  @TempDir static Path data;

  @SuppressWarnings("NullAway.Init") // begun by the test
  private Doors doors;

  @SuppressWarnings("NullAway.Init") // begun by the test
  private Person planner;

  @SuppressWarnings("NullAway.Init") // begun by the test
  private Person admin;

  @Test
  void aThresholdIsChangedTriedReleasedByAnotherPersonAndTakenBack()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      doors = new Doors(city.address(), "admin", city.password("admin"));
      fiveDaysAgo();
      planner = browser.person("planner", city.password("planner"), WIDTH, HEIGHT).logIn();
      admin = browser.person("admin", city.password("admin"), WIDTH, HEIGHT).logIn();
      planner.open(PAGE).see("workbench").click("file-params.yaml");
      whatIsWrongIsMarkedWhereItStands();
      aGoldenThatFailsIsNamed();
      theDryRunShowsWhatIsGainedLostAndMoved();
      whoProposesDoesNotRelease();
      anotherPersonReleases();
      stays("积水 17", 17);
      assertThat(alertAt("积水 25", 25).path("packVersion").asString()).isEqualTo("0.1.0+1");
      backToTheFirstVersion();
      JsonNode after = alertAt("积水 17 再", 17);
      assertThat(after.path("packVersion").asString()).isEqualTo("0.1.0+2");
      theAlertPageSaysWhy(after.path("id").asString());
      assertThat(actions())
          .as("newest first; a version is in force when the stream has met it")
          .containsExactly(
              "pack.in-force",
              "pack.release",
              "pack.propose",
              "pack.in-force",
              "pack.release",
              "pack.propose",
              "pack.in-force",
              "pack.base");
      assertThat(browser.faults()).isEmpty();
    }
  }

  private void fiveDaysAgo() throws IOException, InterruptedException {
    Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(5));
    minutes("道路 A", "road-water", "flood.road-water-depth", "cm", end, 2, 5, 17, 30, 2, 20);
    minutes("道路 B", "road-water", "flood.road-water-depth", "cm", end, 2, 5, 16, 10, 25, 20, 2, 20);
    minutes("管网 C", "drain", "flood.drain-fill", "%", end, 40, 5, 94.8, 30, 40, 20);
    doors.until("/api/alerts?state=all", list -> list.path("total").asInt() == 2);
  }

  /**
   * @param runs a value and for how many minutes, and so on
   */
  private void minutes(
      String name, String kind, String property, String unit, Instant end, double... runs)
      throws IOException, InterruptedException {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < runs.length; i += 2) {
      for (int n = 0; n < runs[i + 1]; n++) {
        all.add(runs[i]);
      }
    }
    double[] values = all.stream().mapToDouble(Double::doubleValue).toArray();
    long stream = doors.gauge(name, kind, STREET, property, unit);
    assertThat(doors.readings(stream, end, MINUTE, values).path("accepted").asInt())
        .isEqualTo(values.length);
  }

  private void whatIsWrongIsMarkedWhereItStands() {
    edit("value: 15", "value: fifteen");
    // nobody pressed a button: the page checks a second after the last key
    Locator notice = planner.at("bench-notice");
    notice.waitFor();
    assertThat(notice.innerText()).matches("packs/flood/params\\.yaml:\\d+:\\d+");
    Locator marked = planner.page().locator("[data-test='bench-text'] .cm-lintRange-error");
    assertThat(marked.first().innerText()).isEqualTo("fifteen");
    assertThat(planner.page().locator("[data-test='bench-text'] .cm-lint-marker-error").count())
        .isEqualTo(1);
    planner.shoot("bench-1-fault");
    CitizenTest.holds(planner.page());
    edit("value: fifteen", "value: 18");
  }

  private void aGoldenThatFailsIsNamed() {
    edit("value: 95", "value: 94");
    planner.click("bench-check");
    Locator golden = planner.at("bench-proof");
    golden.waitFor();
    assertThat(golden.innerText()).contains("drain-full").contains("stays-quiet");
    planner.shoot("bench-2-golden");
    edit("value: 94", "value: 94.5");
  }

  private void theDryRunShowsWhatIsGainedLostAndMoved() {
    planner.click("bench-replay");
    planner.see("bench-replayed");
    assertThat(rows("gained")).singleElement().asString().contains("管网 C");
    assertThat(rows("lost")).singleElement().asString().contains("道路 A");
    assertThat(rows("moved")).singleElement().asString().contains("道路 B");
    planner.at("bench-replayed").scrollIntoViewIfNeeded();
    planner.shoot("bench-3-dry-run");
  }

  private List<String> rows(String kind) {
    return planner.page().locator("[data-test='replay-" + kind + "']").allInnerTexts();
  }

  private void whoProposesDoesNotRelease() {
    planner.at("bench-why").fill("15 厘米的积水多由洒水造成");
    planner.click("bench-propose").see("bench-said").see("proposal-1");
    assertThat(planner.at("proposal-release").isVisible()).isFalse();
    planner.at("bench-proposals").scrollIntoViewIfNeeded();
    planner.shoot("bench-4-proposed");
  }

  private void anotherPersonReleases() throws IOException, InterruptedException {
    admin.open(PAGE).see("proposal-1").click("proposal-diff");
    assertThat(admin.at("proposal-1").innerText()).contains("value: 15").contains("value: 18");
    admin.at("decision-why").fill("同意");
    admin.at("proposal-1").scrollIntoViewIfNeeded();
    admin.shoot("bench-5-release");
    admin.click("proposal-release").see("version-1");
    inForce(1);
  }

  private void backToTheFirstVersion() throws IOException, InterruptedException {
    admin.open(PAGE).see("version-1").click("roll-back-0").see("proposal-2");
    assertThat(admin.at("proposal-release").isVisible()).isFalse();
    planner.open(PAGE).see("proposal-2").click("proposal-release").see("version-2");
    inForce(2);
    planner.open(PAGE).see("version-2");
    assertThat(planner.at("version-2").innerText()).contains("现行");
    planner.at("bench-history").scrollIntoViewIfNeeded();
    planner.shoot("bench-6-back");
  }

  private void inForce(int version) throws IOException, InterruptedException {
    doors.until(
        "/api/packs/flood/versions",
        v -> {
          JsonNode newest = v.path("versions").path("items").path(0);
          return newest.path("number").asInt() == version && newest.path("inForce").isString();
        });
  }

  /** A new road stands under so much water; the alert that comes of it. */
  private JsonNode alertAt(String road, double depth) throws IOException, InterruptedException {
    water(road, depth);
    JsonNode found = doors.until("/api/alerts?state=open", list -> named(list, road) != null);
    JsonNode alert = Objects.requireNonNull(named(found, road));
    return doors.get("/api/alerts/" + alert.path("id").asString());
  }

  /** The same, and it is no alert: one that comes after it is there, and it is not. */
  private void stays(String road, double depth) throws IOException, InterruptedException {
    water(road, depth);
    alertAt(road + " 之后", 40);
    assertThat(named(doors.get("/api/alerts?state=all&size=100"), road)).isNull();
  }

  private void water(String road, double depth) throws IOException, InterruptedException {
    double[] six = new double[6]; // twice the three minutes that tell water from a splash
    Arrays.fill(six, depth);
    long stream = doors.gauge(road, "road-water", STREET, "flood.road-water-depth", "cm");
    doors.readings(stream, Instant.now(), MINUTE, six);
  }

  private static @Nullable JsonNode named(JsonNode list, String thing) {
    for (JsonNode alert : list.path("items")) {
      if (alert.path("thing").toString().contains("\"" + thing + "\"")) {
        return alert;
      }
    }
    return null;
  }

  private void theAlertPageSaysWhy(String id) {
    planner.open("/alerts/" + id).see("alert-facts").see("facts-curve").see("facts-opened");
    assertThat(planner.at("alert-facts").innerText())
        .contains("flood.road-water")
        .contains("0.1.0+2");
    planner.shoot("bench-7-alert");
  }

  private List<String> actions() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    doors
        .get("/api/audit?subject=pack/flood")
        .path("items")
        .forEach(entry -> all.add(entry.path("action").asString()));
    return all;
  }

  /** As a person does it: looks for the text in the editor, and writes over what was found. */
  private void edit(String what, String by) {
    Page page = planner.page();
    page.locator("[data-test='bench-text'] .cm-content").focus();
    page.keyboard().press("Control+f");
    page.keyboard().type(what);
    page.keyboard().press("Enter");
    page.keyboard().press("Escape");
    page.keyboard().type(by);
  }
}
