package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The wall of an operations room with its key, and the queue under an operator's hand. */
class WallTest {

  /** 草堂街道 (Caotang street), Qingyang district. */
  private static final String STREET = "510105007";

  @TempDir static Path data;

  @Test
  void aWallShowsWhatTheQueueShowsAndFoldsWhatIsSilenced()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      Doors admin = new Doors(city.address(), "admin", city.password("admin"));
      Doors desk = new Doors(city.address(), "operator", city.password("operator"));
      heavyAir(admin, "草堂一站");
      admin.until("/api/alerts?state=open", list -> list.path("total").asInt() == 1);

      Person screen = browser.person("screen", "", 1920, 1080);
      screen.open("/wall").see("wall");
      screen.page().getByText("这块屏幕没有密钥").waitFor();
      JsonNode given =
          admin.post("/api/screens", "application/json", "{\"name\":\"大厅\",\"seconds\":5}");
      screen.open("/wall#key=" + given.path("key").asString()).see("wall-alerts").seeMap();
      assertThat(screen.at("wall-alerts").innerText()).contains("1 条待确认").contains("草堂街道");
      assertThat(screen.at("wall-view").innerText()).contains("每 5 秒轮换");
      assertThat(screen.page().url()).doesNotContain("key");
      screen.shoot("wall");

      queueHoldsStill(browser, city, admin);
      silenceFolds(browser, city, desk);
      screen.page().getByText("已静默 2 条").waitFor();

      JsonNode wall = admin.get("/api/wall");
      assertThat(wall.path("alerts").path("muted").asInt()).isEqualTo(2);
      assertThat(wall.toString())
          .as("no person is named on the wall")
          .doesNotContain("值班员 甲")
          .doesNotContain("demo-operator");
      assertThat(screen.page().evaluate("async () => (await fetch('/api/alerts')).status"))
          .as("the key of a screen opens the wall only")
          .isEqualTo(401);
      admin.delete("/api/screens/" + given.path("screen").path("id").asLong());
      screen.open("/wall");
      screen.page().getByText("这块屏幕没有密钥").waitFor();
      assertThat(admin.get("/api/audit?subject=screen/").path("total").asInt()).isEqualTo(2);
      assertThat(browser.faults().stream().filter(f -> !f.contains("401"))).isEmpty();
    }
  }

  /** A new alert waits behind a bar while the pointer is on the list. */
  private static void queueHoldsStill(Browser browser, RunningCity city, Doors admin)
      throws IOException, InterruptedException {
    Person operator = browser.person("operator", city.password("operator"), 1600, 900).logIn();
    operator.see("alert-open").at("alert-open").hover();
    String first = operator.page().locator("[data-test=alert-queue] li").first().innerText();
    double place = operator.at("alert-open").first().boundingBox().y;
    heavyAir(admin, "草堂二站");
    operator.see("alerts-waiting").shoot("queue-waiting");
    assertThat(operator.at("alert-open").first().boundingBox().y)
        .as("the bar that says that something waits moves no row")
        .isEqualTo(place);
    assertThat(operator.at("alerts-waiting").innerText()).startsWith("1 ");
    assertThat(operator.page().locator("[data-test=alert-queue] li").count()).isEqualTo(1);
    assertThat(operator.page().locator("[data-test=alert-queue] li").first().innerText())
        .isEqualTo(first);
    operator.click("alerts-waiting");
    operator.page().locator("[data-test=alert-queue] li").nth(1).waitFor();
    byKeysAlone(operator);
  }

  /** Down to the second row, taken, opened and left again: no hand on the mouse. */
  private static void byKeysAlone(Person operator) {
    operator.page().mouse().move(600, 400);
    operator.page().keyboard().press("j");
    operator.page().keyboard().press("j");
    Locator chosen = operator.page().locator("[data-test=alert-queue] li.chosen");
    assertThat(chosen.count()).isEqualTo(1);
    operator.page().keyboard().press("a");
    operator.page().locator("[data-test=alert-queue] li.chosen.acked").waitFor();
    operator.page().keyboard().press("Enter");
    operator.see("alert-facts");
    operator.page().keyboard().press("Escape");
    operator.see("alert-open");
  }

  /** What a silence keeps quiet leaves the queue at once and says why it did. */
  private static void silenceFolds(Browser browser, RunningCity city, Doors desk)
      throws IOException, InterruptedException {
    Person operator = browser.person("operator", city.password("operator"), 1600, 900).logIn();
    operator.see("alert-open");
    desk.post(
        "/api/calm/silences",
        "application/json",
        "{\"matchers\":[\"rule=air.*\"],\"to\":\"%s\",\"reason\":\"道路施工扬尘\"}"
            .formatted(Instant.now().plus(1, ChronoUnit.HOURS)));
    operator.see("fold-toggle");
    assertThat(operator.at("folds").innerText()).contains("已静默 2 条").contains("静默 2");
    operator
        .page()
        .locator("[data-test=alert-open]")
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    operator.page().keyboard().press("m");
    operator.see("fold-SILENCED").shoot("queue-folded");
    assertThat(operator.at("fold-SILENCED").innerText()).contains("道路施工扬尘");
    operator.page().keyboard().press("m");
    operator
        .at("fold-SILENCED")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  /** A day of clean air, then half a day of heavy pollution up to this hour. */
  private static void heavyAir(Doors doors, String name) throws IOException, InterruptedException {
    double[] hours = new double[36];
    Arrays.fill(hours, 0, 24, 30);
    Arrays.fill(hours, 24, 36, 260);
    doors.hours(doors.airStation(name, STREET), Instant.now().truncatedTo(ChronoUnit.HOURS), hours);
  }
}
