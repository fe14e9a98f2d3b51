package furong.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Headless Chromium, and what every page is held to: no error on the console, no foreign origin.
 * Screenshots go to {@code e2e/target/screenshots}.
 */
final class Browser implements AutoCloseable {

  /** Software rendering of the map on a loaded machine takes tens of seconds. */
  private static final double PATIENCE_MS = 90_000;

  private static final List<String> FLAGS =
      List.of(
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final URI address;
  private final List<String> faults = new ArrayList<>();

  Browser(URI address) {
    this.address = address;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                    .setChromiumSandbox(false)
                    .setHeadless(true)
                    .setArgs(FLAGS));
  }

  /** A person at a screen of their own: own cookies, own window. */
  Person person(String login, String password, int width, int height) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    context.setDefaultTimeout(PATIENCE_MS);
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        faults.add(login + " console: " + message.text());
      }
    });
    page.onPageError(error -> faults.add(login + " page: " + error));
    page.onRequest(request -> {
      String url = request.url();
      boolean own =
          url.startsWith(address.toString()) || url.startsWith("data:") || url.startsWith("blob:");
      if (!own) {
        faults.add(login + " asked a foreign origin: " + url);
      }
    });
    return new Person(page, login, password);
  }

  /** Everything that went wrong on any page so far. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** A refusal that was wanted: the browser itself writes a line on its console for it. */
  void forget(String words) {
    faults.removeIf(fault -> fault.contains(words));
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }

  /** One person's window. */
  final class Person {
    private final Page page;
    private final String login;
    private final String password;

    Person(Page page, String login, String password) {
      this.page = page;
      this.login = login;
      this.password = password;
    }

    Page page() {
      return page;
    }

    /** The control with this {@code data-test} mark. */
    Locator at(String mark) {
      return page.locator("[data-test='" + mark + "']").first();
    }

    Person open(String path) {
      page.navigate(address.resolve(path).toString());
      return this;
    }

    Person logIn() {
      open("/");
      at("login-name").fill(login);
      at("login-password").fill(password);
      // one refusal is expected while nobody is logged in: the page asks who is there
      at("login-enter").click();
      at("login")
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
      forget("401");
      return this;
    }

    Person click(String mark) {
      at(mark).click();
      return this;
    }

    Person see(String mark) {
      at(mark).waitFor();
      return this;
    }

    /** The map has drawn what it knows. */
    Person seeMap() {
      page.waitForFunction("() => window.__furong && window.__furong.mapReady === true");
      return this;
    }

    Person shoot(String name) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
      return this;
    }
  }
}
