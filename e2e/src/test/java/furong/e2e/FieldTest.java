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

/** A grid worker finds something where there is no network, and the telephone goes out. */
class FieldTest {

  /** Software rendering beside a city on two cores. */
  private static final double PATIENCE_MS = 90_000;

  @TempDir static Path data;

  @Test
  void whatWasFoundOfflineSurvivesTheEndOfTheBrowserAndIsSentOnce()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data.resolve("city"), "--no-sim");
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
      try (BrowserContext phone = phone(playwright)) {
        Page page = phone.pages().getFirst();
        logIn(page, city);
        found(phone, page);
      }
      Doors operator = new Doors(city.address(), "operator", city.password("operator"));
      assertThat(operator.get("/api/cases").path("total").asInt()).isZero();

      try (BrowserContext phone = phone(playwright)) {
        Page page = phone.pages().getFirst();
        phone.setOffline(true);
        page.navigate(city.address().resolve("/m/").toString());
        at(page, "outbox").waitFor();
        shoot(page, "field-2-after-restart");
        assertThat(at(page, "outbox").innerText()).contains("道路破损");
        phone.setOffline(false);
        at(page, "field-refresh").click();
        at(page, "outbox")
            .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        shoot(page, "field-3-sent");
      }
      JsonNode cases = operator.get("/api/cases");
      assertThat(cases.path("total").asInt()).isEqualTo(1);
      JsonNode one = operator.get("/api/cases/" + cases.at("/items/0/id").asString());
      assertThat(one.path("description").asString()).isEqualTo("【即采即办】已当场处置。已围挡");
      assertThat(one.path("photos")).hasSize(1);
      assertThat(one.at("/state/code").asString()).isEqualTo("REPORTED");
    }
  }

  private static void found(BrowserContext phone, Page page) {
    page.evaluate("async () => void (await navigator.serviceWorker.ready)");
    at(page, "field-found").click();
    page.waitForFunction(
        "() => document.querySelectorAll('[data-test=found-kind] option').length > 1");
    phone.setOffline(true);
    page.locator("input[data-test='field-photo']")
        .setInputFiles(new FilePayload("hole.jpg", "image/jpeg", photo()));
    at(page, "found-kind").selectOption(new SelectOption().setValue("event-0113"));
    at(page, "found-words").fill("已围挡");
    at(page, "found-mended").check();
    page.waitForCondition(() -> at(page, "found-send").isEnabled());
    shoot(page, "field-1-found");
    at(page, "found-send").click();
    at(page, "outbox").waitFor();
  }

  private static byte[] photo() {
    try {
      return LoopTest.photo();
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
                    .setGeolocation(new Geolocation(30.6605, 104.0245)));
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
