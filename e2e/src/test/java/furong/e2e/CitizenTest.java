package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A citizen reports with a photo, follows, and rates what the staff did; no account anywhere. */
class CitizenTest {

  /** 草堂街道 (Caotang street), Qingyang district. */
  private static final double LNG = 104.0245;

  private static final double LAT = 30.6605;

  /** A telephone of middle size. */
  private static final int WIDTH = 390;

  private static final int HEIGHT = 844;

  @TempDir static Path data;

  @Test
  void aReportWithAPhotoIsFollowedHandledAndRated() throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      Person citizen = browser.person("citizen", "", WIDTH, HEIGHT);
      citizen.page().context().grantPermissions(List.of("geolocation"));
      citizen.page().context().setGeolocation(new Geolocation(LAT, LNG));
      String follow = report(citizen);

      Doors operator = new Doors(city.address(), "operator", city.password("operator"));
      String id = operator.get("/api/cases").at("/items/0/id").asString();
      handle(city, browser, operator, id);

      citizen.open(follow).see("pub-rate").shoot("pub-7-ended");
      assertThat(citizen.at("pub-state").innerText()).isEqualTo("已办结");
      citizen.at("grade-BAD").check();
      citizen.at("pub-rate-words").fill("坑还在");
      holds(citizen);
      citizen.click("pub-rate-send").see("pub-rating").shoot("pub-8-rated");

      Person desk = browser.person("operator", city.password("operator"), 1366, 900).logIn();
      desk.open("/reports?view=rectify").see("report-" + id).shoot("pub-9-staff-list");
      holds(desk);
      desk.click("report-" + id).see("reporter-mending");
      assertThat(desk.at("reporter-contact").innerText()).isEqualTo("王** · 138****5678");
      desk.click("reporter-reveal");
      desk.page()
          .waitForCondition(() -> desk.at("reporter-contact").innerText().contains("13812345678"));
      desk.at("reporter-note").fill("市民说坑还在");
      desk.click("reporter-step");
      desk.page()
          .waitForCondition(() -> desk.at("reporter-mending").innerText().contains("市民说坑还在"));
      desk.shoot("pub-10-staff-case");
      citizen.open(follow).see("pub-rating");
      assertThat(citizen.at("pub-rating").innerText()).contains("回访");
      browser.faults().forEach(System.err::println);
      assertThat(browser.faults()).isEmpty();
    }
  }

  /** Through the wizard, as fast as a hand; answers the address of the report. */
  private static String report(Person citizen) throws IOException {
    citizen.open("/pub").see("pub-start").shoot("pub-1-start");
    holds(citizen);
    Instant began = Instant.now();
    citizen.click("pub-report").see("pub-progress");
    citizen
        .at("pub-photo")
        .setInputFiles(new FilePayload("hole.jpg", "image/jpeg", LoopTest.photo()));
    citizen.page().waitForCondition(() -> citizen.page().locator("li img").count() == 1);
    citizen.shoot("pub-2-photo");
    holds(citizen);
    citizen.click("pub-next").see("pub-place").shoot("pub-3-place");
    assertThat(citizen.at("pub-place").innerText()).contains("青羊区");
    holds(citizen);
    citizen.click("pub-next").see("kind-event-0113").shoot("pub-4-kind");
    holds(citizen);
    citizen.click("kind-event-0113").see("pub-words");
    citizen.at("pub-words").fill("人行道有一个大坑，昨晚有人摔倒，电话13812345678");
    citizen.page().locator("details summary").click();
    citizen.at("pub-name").fill("王小明");
    citizen.at("pub-phone").fill("13812345678");
    citizen.shoot("pub-5-send");
    holds(citizen);
    citizen.click("pub-send").see("pub-sent");
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofMinutes(1));
    citizen.shoot("pub-6-sent");
    citizen.click("pub-see").see("pub-steps");
    assertThat(citizen.at("pub-state").innerText()).isEqualTo("已收到");
    holds(citizen);
    citizen.click("large").shoot("pub-6-large");
    citizen.click("large");
    return Path.of("/pub/r")
        .resolve(Path.of(java.net.URI.create(citizen.page().url()).getPath()).getFileName())
        .toString();
  }

  /** The desk, the inspector and the street do their part; the end is made at the screen. */
  private static void handle(RunningCity city, Browser browser, Doors operator, String id)
      throws IOException, InterruptedException {
    Doors inspector = new Doors(city.address(), "inspector", city.password("inspector"));
    does(operator, id, "accept");
    does(inspector, id, "verify");
    does(operator, id, "register");
    does(operator, id, "dispatch");
    Person street = browser.person("street", city.password("street"), 412, 915).logIn();
    street.open("/m").see("task-" + id).click("task-" + id).see("field-case");
    LoopTest.act(street, "take");
    LoopTest.act(street, "finish");
    does(inspector, id, "check_pass");
    Person desk = browser.person("operator", city.password("operator"), 1366, 900).logIn();
    desk.open("/cases/" + id).see("reporter");
    LoopTest.act(desk, "close");
  }

  /** One act of a case, seen as it is now. */
  static void does(Doors who, String id, String action) throws IOException, InterruptedException {
    JsonNode now = who.get("/api/cases/" + id);
    String body = "{\"version\":%d,\"note\":\"看过\"}".formatted(now.path("version").asLong());
    who.post("/api/cases/" + id + "/actions/" + action, "application/json", body);
  }

  private static void holds(Person person) {
    holds(person.page());
  }

  /** No violation of the rules for people who cannot see, hear or point. */
  static void holds(Page page) {
    List<String> violations =
        new AxeBuilder(page)
            .exclude(".maplibregl-canvas").analyze().getViolations().stream()
                .map(CitizenTest::told)
                .toList();
    assertThat(violations).as(page.url()).isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId() + " " + rule.getNodes().getFirst().getHtml();
  }
}
