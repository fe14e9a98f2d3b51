package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk works through its queue by keys and many cases at once, keeps a view, prints, ranks. */
class CaseScreensTest {

  /** Wide enough for list and detail side by side. */
  private static final int WIDTH = 1440;

  private static final int HEIGHT = 900;

  @TempDir static Path data;

  @Test
  void theQueueIsWorkedByKeysAndTogether() throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      Doors operator = new Doors(city.address(), "operator", city.password("operator"));
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        ids.add(reported(operator, i));
      }
      Person desk = browser.person("operator", city.password("operator"), WIDTH, HEIGHT).logIn();
      desk.open("/cases?view=all").see("case-table");
      CitizenTest.holds(desk.page());
      byKeys(desk);
      together(desk);
      for (String id : ids) {
        assertThat(operator.get("/api/cases/" + id).at("/state/code").asString())
            .isEqualTo("ACCEPTED");
      }
      view(desk);
      desk.open("/cases/" + ids.getFirst()).see("case-detail").shoot("cases-4-detail");
      CitizenTest.holds(desk.page());
      desk.open("/cases/" + ids.getFirst() + "/print").see("case-sheet").shoot("cases-5-print");
      CitizenTest.holds(desk.page());
      evaluation(desk);
      browser.faults().forEach(System.err::println);
      assertThat(browser.faults()).isEmpty();
    }
  }

  private static String reported(Doors operator, int i) throws IOException, InterruptedException {
    String body =
        "{\"title\":\"第%d件\",\"category\":\"event-0113\",\"lng\":%s,\"lat\":30.6605}"
            .formatted(i, 104.0245 + i / 1000.0);
    return operator.post("/api/cases", "application/json", body).path("id").asString();
  }

  /** Down, open, to the act, do it; nothing is done by a single key. */
  private static void byKeys(Person desk) {
    Page page = desk.page();
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    page.waitForSelector("[data-test='case-detail'][data-state='REPORTED']");
    desk.shoot("cases-1-split");
    CitizenTest.holds(page);
    page.waitForSelector(".detail [data-test='action-accept']");
    page.keyboard().press("a");
    assertThat(focused(page)).isEqualTo("action-accept");
    page.keyboard().press("Enter");
    page.waitForSelector("[data-test='case-detail'][data-state='ACCEPTED']");
    page.keyboard().press("Escape");
    page.locator("h1").first().click();
    page.keyboard().press("/");
    assertThat(focused(page)).isEqualTo("case-search");
    page.locator("h1").first().click();
  }

  /** The two that are left are selected by keys and accepted at once. */
  private static void together(Person desk) {
    Page page = desk.page();
    desk.open("/cases?view=all&state=REPORTED").see("case-table");
    page.waitForCondition(() -> page.locator("[data-test='case-table'] tbody tr").count() == 2);
    for (String key : List.of("j", "x", "j", "x")) {
      page.keyboard().press(key);
    }
    desk.see("bulk-accept").shoot("cases-2-bulk");
    CitizenTest.holds(page);
    desk.click("bulk-accept");
    page.waitForSelector("[data-test='case-table']", detached());
  }

  private static void view(Person desk) {
    desk.open("/cases?view=all&state=ACCEPTED").see("case-table");
    desk.page().locator("[data-test='saved-views'] summary").click();
    desk.at("view-name").fill("已受理的");
    desk.click("view-save").see("view-open-已受理的").shoot("cases-3-views");
    desk.open("/cases?view=all").see("case-table");
    desk.page().locator("[data-test='saved-views'] summary").click();
    desk.click("view-open-已受理的");
    desk.page().waitForURL("**/cases?*state=ACCEPTED*");
  }

  private static void evaluation(Person desk) {
    desk.open("/evaluation").see("evaluation");
    desk.at("evaluation-by").selectOption(new SelectOption().setValue("county"));
    desk.see("evaluation-table").shoot("cases-6-evaluation");
    CitizenTest.holds(desk.page());
    desk.at("evaluation-by").selectOption(new SelectOption().setValue("month"));
    String month = Instant.now().atZone(ZoneId.of("Asia/Shanghai")).getYear() + "年";
    desk.page().waitForCondition(() -> desk.at("evaluation-table").innerText().contains(month));
    desk.shoot("cases-7-months");
    desk.click("evaluation-spots").see("spots").shoot("cases-8-spots");
    CitizenTest.holds(desk.page());
  }

  private static Page.WaitForSelectorOptions detached() {
    return new Page.WaitForSelectorOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
  }

  private static String focused(Page page) {
    return String.valueOf(
        page.evaluate("() => document.activeElement?.getAttribute('data-test') ?? ''"));
  }
}
