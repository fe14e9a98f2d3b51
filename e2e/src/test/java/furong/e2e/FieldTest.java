package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A grid worker finds something and handles a task where there is no network, and the telephone
 * dies: the browser's processes are killed, not closed.
 */
class FieldTest {

  /** Software rendering beside a city on two cores. */
  private static final double PATIENCE_MS = 90_000;

  /** 草堂街道 (Caotang street), Qingyang district: where the telephone is. */
  private static final double LNG = 104.0245;

  private static final double LAT = 30.6605;

  @TempDir static Path data;

  @Test
  void whatWasDoneOfflineOutlivesTheDeathOfTheTelephoneAndIsSentOnce()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data.resolve("city"), "--no-sim");
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
      Doors operator = new Doors(city.address(), "operator", city.password("operator"));
      String task = dispatched(city, operator);
      BrowserContext first = phone(playwright);
      Page page = first.pages().getFirst();
      logIn(page, city);
      round(page, task);
      found(first, page);
      handled(page, task);
      assertThat(state(operator.get("/api/cases/" + task))).isEqualTo("DISPATCHED");
      assertThat(operator.get("/api/cases").path("total").asInt()).isEqualTo(1);
      dies();

      try (BrowserContext second = phone(playwright)) {
        page = second.pages().getFirst();
        second.setOffline(true);
        page.navigate(city.address().resolve("/m/").toString());
        at(page, "outbox").waitFor();
        shoot(page, "field-5-after-restart");
        assertThat(at(page, "outbox").innerText()).contains("暴露生活垃圾", "一件");
        second.setOffline(false);
        page.navigate(city.address().resolve("/m/").toString());
        comeBack(page, city);
        // the list may be drawn before the telephone has looked at what waits: the server knows
        operator.until("/api/cases/" + task, c -> state(c).equals("HANDLED"));
        operator.until("/api/cases", list -> list.path("total").asInt() == 2);
        at(page, "outbox")
            .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        shoot(page, "field-6-sent");
      }
      holdsOnTheServer(operator, task);
    }
  }

  private static void holdsOnTheServer(Doors operator, String task)
      throws IOException, InterruptedException {
    JsonNode cases = operator.get("/api/cases");
    assertThat(cases.path("total").asInt()).isEqualTo(2);
    String foundId =
        cases
            .path("items")
            .valueStream()
            .map(c -> c.path("id").asString())
            .filter(id -> !id.equals(task))
            .findFirst()
            .orElseThrow();
    JsonNode one = operator.get("/api/cases/" + foundId);
    assertThat(one.path("description").asString()).isEqualTo("路边一堆");
    assertThat(one.path("photos")).hasSize(2);
    assertThat(one.path("origin").asString()).isEqualTo("PATROL");
    assertThat(one.at("/beside/onSpot").asBoolean()).isTrue();
    // one of five waits for an inspector, which one follows from its number
    List<String> way =
        one.path("timeline").valueStream().map(step -> step.path("action").asString()).toList();
    assertThat(way).startsWith("open", "accept", "register", "dispatch", "take", "finish");
    assertThat(state(one)).isEqualTo(way.contains("check_pass") ? "CLOSED" : "HANDLED");
    assertThat(one.at("/timeline/5/note").asString()).isEqualTo("已清走");
    assertThat(one.at("/timeline/5/spot/zh").asString()).startsWith("即采即办");
    JsonNode done = operator.get("/api/cases/" + task);
    assertThat(done.path("photos")).hasSize(1);
    assertThat(
            done.path("timeline")
                .valueStream()
                .map(step -> step.path("action").asString())
                .toList())
        .endsWith("dispatch", "take", "finish");
  }

  private static String state(JsonNode of) {
    return of.at("/state/code").asString();
  }

  /** A case that waits for the street office, never opened on the telephone. */
  private static String dispatched(RunningCity city, Doors operator)
      throws IOException, InterruptedException {
    Doors inspector = new Doors(city.address(), "inspector", city.password("inspector"));
    String body =
        "{\"title\":\"一件\",\"category\":\"event-0113\",\"lng\":%s,\"lat\":%s}"
            .formatted(LNG + 0.01, LAT);
    String id = operator.post("/api/cases", "application/json", body).path("id").asString();
    CitizenTest.does(operator, id, "accept");
    CitizenTest.does(inspector, id, "verify");
    CitizenTest.does(operator, id, "register");
    CitizenTest.does(operator, id, "dispatch");
    return id;
  }

  /** The list and the way round, as the rules for people who cannot see or point want them. */
  private static void round(Page page, String task) {
    at(page, "task-" + task).waitFor();
    shoot(page, "field-1-tasks");
    CitizenTest.holds(page);
    at(page, "field-map").click();
    at(page, "stop-" + task).waitFor();
    // 0.01 degrees of longitude at 30.66 north: 111.19 km x 0.01 x cos 30.66 = 0.96 km
    assertThat(at(page, "tour-length").innerText()).contains("1 处", "1.0 公里");
    page.waitForFunction("() => window.__furong && window.__furong.mapReady === true");
    shoot(page, "field-2-map");
    CitizenTest.holds(page);
  }

  /** Found and mended on the way, and closed without a network. */
  private static void found(BrowserContext phone, Page page) {
    page.evaluate("async () => void (await navigator.serviceWorker.ready)");
    at(page, "field-found").click();
    page.waitForFunction(
        "() => document.querySelectorAll('[data-test=found-kind] option').length > 1");
    CitizenTest.holds(page);
    phone.setOffline(true);
    page.locator("input[data-test='field-photo']")
        .setInputFiles(new FilePayload("hole.jpg", "image/jpeg", photo()));
    at(page, "found-kind").selectOption(new SelectOption().setValue("event-0113"));
    at(page, "found-not-on-spot").waitFor();
    assertThat(page.locator("[data-test='found-mended']").count()).isZero();
    at(page, "found-kind").selectOption(new SelectOption().setValue("event-0110"));
    at(page, "found-words").fill("路边一堆");
    at(page, "found-mended").check();
    assertThat(at(page, "found-send").isEnabled()).as("no photo of after yet").isFalse();
    page.locator("input[data-test='found-after']")
        .setInputFiles(new FilePayload("clean.jpg", "image/jpeg", photo(0xF2C14E)));
    at(page, "found-done").fill("已清走");
    CitizenTest.holds(page);
    page.waitForCondition(() -> at(page, "found-send").isEnabled());
    shoot(page, "field-3-found");
    at(page, "found-send").click();
    at(page, "outbox").waitFor();
  }

  /** Taken and handled in one go, still without a network. */
  private static void handled(Page page, String task) {
    at(page, "task-" + task).click();
    at(page, "result-done").waitFor();
    CitizenTest.holds(page);
    at(page, "result-done").click();
    at(page, "field-note").fill("已修好");
    page.locator("input[data-test='field-photo']")
        .setInputFiles(new FilePayload("after.jpg", "image/jpeg", photo()));
    page.waitForCondition(() -> at(page, "action-send").isEnabled());
    shoot(page, "field-4-handled");
    at(page, "action-send").click();
    at(page, "field-told").waitFor();
  }

  /** As when the battery is empty: nothing is told to end, nothing is written any more. */
  private static void dies() {
    List<ProcessHandle> browser =
        ProcessHandle.current()
            .descendants()
            .filter(p -> p.info().command().filter(c -> c.contains("chrom")).isPresent())
            .toList();
    assertThat(browser).isNotEmpty();
    browser.forEach(ProcessHandle::destroyForcibly);
    browser.forEach(p -> p.onExit().join());
  }

  /** The login may be lost with the telephone's last half minute; then it is given again. */
  private static void comeBack(Page page, RunningCity city) throws IOException {
    page.locator("[data-test='field-tasks'], [data-test='login']").first().waitFor();
    if (at(page, "login").isVisible()) {
      logIn(page, city);
    }
  }

  private static byte[] photo() {
    return photo(0x8FCBB9);
  }

  private static byte[] photo(int sky) {
    try {
      return LoopTest.photo(sky);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void logIn(Page page, RunningCity city) throws IOException {
    page.navigate(city.address().resolve("/m/login").toString());
    at(page, "login-name").fill("street");
    at(page, "login-password").fill(city.password("street"));
    at(page, "login-enter").click();
    at(page, "field-tasks").waitFor();
  }

  /** A browser with a profile on disk: what it keeps outlives its process. */
  private static BrowserContext phone(Playwright playwright) {
    BrowserContext context =
        playwright
            .chromium()
            .launchPersistentContext(
                data.resolve("profile"),
                new LaunchPersistentContextOptions()
                    .setExecutablePath(
                        Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                    .setChromiumSandbox(false)
                    .setHeadless(true)
                    .setViewportSize(412, 915)
                    .setLocale("zh-CN")
                    .setPermissions(List.of("geolocation"))
                    .setGeolocation(new Geolocation(LAT, LNG)));
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  private static Locator at(Page page, String mark) {
    return page.locator("[data-test='" + mark + "']").first();
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
