package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A shift in an operations room: how I am reached and when not, who is on duty, an orange alert
 * that goes to a gateway which fails once, what keeps it quiet, and the hand-over.
 */
class DutyScreensTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
  private static final String COUNTY = "operations-510105";
  private static final String STREET = "510105007";
  private static final int WIDTH = 1366;
  private static final int HEIGHT = 900;

  @TempDir static Path data;

  /** What came to the gateway, in order. */
  private record Call(String key, String stamp, String signature, String body) {}

  private final List<Call> calls = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // begun by the test
  private Person operator;

  @SuppressWarnings("NullAway.Init") // begun by the test
  private Doors doors;

  @SuppressWarnings("NullAway.Init") // begun by the test
  private Doors street;

  @Test
  void aShiftFromTheRosterToTheHandOver() throws Exception {
    HttpServer gateway = gateway();
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      doors = new Doors(city.address(), "operator", city.password("operator"));
      street = new Doors(city.address(), "street", city.password("street"));
      Person admin = browser.person("admin", city.password("admin"), WIDTH, HEIGHT).logIn();
      String secret = webhook(admin, gateway.getAddress().getPort());
      long stream =
          new Doors(city.address(), "admin", city.password("admin"))
              .gauge("隧道 1", "underpass", STREET, "flood.underpass-water-depth", "cm");
      doors.readings(stream, Instant.now(), Duration.ofMinutes(1), 2, 2, 20, 20, 20, 20);
      String alert =
          doors
              .until("/api/alerts?state=open", list -> list.path("total").asInt() > 0)
              .at("/items/0/id")
              .asString();

      operator = browser.person("operator", city.password("operator"), WIDTH, HEIGHT).logIn();
      quietHours();
      roster();
      groups();
      theGatewayIsAskedAgainWithTheSameKey(secret);
      outbox(admin);
      assign(alert);
      shelf(alert);
      silenceAndMaintenance(alert);
      inbox();
      handOver();
      assertThat(browser.faults()).isEmpty();
    } finally {
      gateway.stop(0);
    }
  }

  private HttpServer gateway() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/sms", this::take);
    server.start();
    return server;
  }

  /** The first time it fails, as gateways do; a test message has a key of its own. */
  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String key = headers.getFirst("X-Furong-Key");
    boolean first = !key.startsWith("test/") && calls.stream().noneMatch(c -> c.key().equals(key));
    calls.add(
        new Call(
            key,
            headers.getFirst("X-Furong-Timestamp"),
            headers.getFirst("X-Furong-Signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(first ? 500 : 200, -1);
    exchange.close();
  }

  private static String webhook(Person admin, int port) {
    admin.open("/hooks").see("hooks");
    admin.at("hook-name").fill("短信网关");
    admin.at("hook-url").fill("http://127.0.0.1:" + port + "/sms");
    admin.click("hook-add").see("hook-secret").click("hook-test").see("hook-tested");
    assertThat(admin.at("hook-tested").innerText()).contains("收到");
    admin.page().locator(".adapters summary").click();
    assertThat(admin.page().locator(".adapters").innerText()).contains("WeCom").contains("SMS");
    admin.shoot("duty-0-hooks");
    CitizenTest.holds(admin.page());
    return admin.at("hook-secret").innerText().strip();
  }

  private void quietHours() throws IOException, InterruptedException {
    operator.open("/duty").see("inbox");
    operator.at("contact-mail").fill("zhang@chengdu.example");
    operator.at("contact-from").fill("22:00");
    operator.at("contact-to").fill("07:00");
    operator.click("contact-save").see("contact-saved");
    JsonNode kept = doors.get("/api/contact");
    assertThat(kept.path("quietFrom").asString()).startsWith("22:00");
    assertThat(kept.path("quietTo").asString()).startsWith("07:00");
    operator.shoot("duty-1-contact");
    CitizenTest.holds(operator.page());
  }

  /** Posts of all five levels are found by a part of their name. */
  private void roster() {
    choose("水井坊社区第1", "grid-510104017001001");
    choose("青羊区城市运行", COUNTY);
    operator.click("tab-roster").see("roster");
    ZonedDateTime now = ZonedDateTime.now(ZONE);
    operator.at("shift-user").selectOption("demo-operator");
    operator.at("shift-from").fill(FIELD.format(now.minusHours(1)));
    operator.at("shift-to").fill(FIELD.format(now.plusHours(7)));
    operator.click("shift-add");
    operator.page().locator("[data-test='on-duty']:has-text('值班员 甲')").waitFor();
    operator.shoot("duty-2-roster");
    CitizenTest.holds(operator.page());
  }

  private void choose(String part, String organisation) {
    operator.at("duty-find").fill(part);
    Locator option =
        operator
            .page()
            .locator("[data-test='duty-organisation'] option[value='" + organisation + "']");
    option.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    operator.at("duty-organisation").selectOption(organisation);
  }

  private void groups() {
    operator.click("tab-groups").see("group").see("calm-rules").click("group-open");
    operator.page().locator("[data-test='groups'] .members a:has-text('隧道 1')").waitFor();
    assertThat(operator.at("calm-rules").innerText()).contains("网格", "社区", "街道", "区县", "市");
    operator.shoot("duty-3-groups");
    CitizenTest.holds(operator.page());
  }

  private void theGatewayIsAskedAgainWithTheSameKey(String secret) throws Exception {
    doors.until("/api/inbox", box -> box.path("total").asInt() == 1); // told, and once
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (told().size() < 2 && System.nanoTime() < deadline) {
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(250);
    }
    assertThat(told()).hasSize(2);
    assertThat(told().get(1).key()).isEqualTo(told().get(0).key());
    for (Call call : told()) {
      // as docs/notifications.md tells whoever writes an adapter
      assertThat(call.signature()).isEqualTo("sha256=" + hmac(secret, call));
      assertThat(call.body()).contains("下穿通道");
    }
  }

  private List<Call> told() {
    return calls.stream().filter(c -> !c.key().startsWith("test/")).toList();
  }

  private static String hmac(String secret, Call call) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = call.stamp() + "." + call.body();
    return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private void outbox(Person admin) {
    admin.open("/hooks").see("outbox");
    Locator row = admin.page().locator("[data-test='outbox'] tr:has-text('短信网关'):has-text('已送达')");
    row.first().waitFor();
    admin.at("outbox").scrollIntoViewIfNeeded();
    admin.shoot("duty-4-outbox");
    assertThat(admin.page().locator("[data-test='outbox'] [data-test='export-csv']").count())
        .isEqualTo(1);
  }

  private void assign(String alert) throws IOException, InterruptedException {
    operator.open("/alerts/" + alert).see("alert-facts").click("assign-open").see("assign-do");
    operator.at("assign-to").selectOption("demo-street");
    operator.at("assign-note").fill("请到现场看护");
    operator.click("assign-do").see("facts-assigned");
    assertThat(operator.at("facts-assigned").innerText()).contains("街道处置员 乙", "请到现场看护");
    assertThat(doors.get("/api/alerts/" + alert).path("acknowledged").isNull()).isFalse();
    JsonNode told = street.get("/api/inbox").at("/items/0");
    assertThat(told.path("subject").asString()).startsWith("〔指派给您");
    assertThat(street.get("/api/alerts?assigned=me").path("total").asInt()).isEqualTo(1);
    assertThat(doors.get("/api/alerts?assigned=me").path("total").asInt()).isZero();
    operator.open("/alerts").see("alerts-table").at("whose").selectOption("demo-street");
    operator.page().locator("[data-test='alerts-total']:has-text('1')").waitFor();
    assertThat(operator.at("alerts-assignee").first().innerText()).contains("街道处置员 乙");
    assertThat(doors.status("/api/alerts?assigned=demo-street&format=xlsx")).isEqualTo(200);
    operator.open("/cockpit?who=demo-street").see("row-assignee");
    operator.open("/alerts/" + alert).see("alert-facts");
    CitizenTest.holds(operator.page());
  }

  private void shelf(String alert) {
    operator.open("/alerts/" + alert).see("alert-facts").click("shelve-open");
    operator.at("shelve-reason").fill("抢修队已在路上");
    operator.click("shelve").see("facts-muted").see("unshelve");
    assertThat(operator.at("facts-muted").innerText()).contains("抢修队已在路上");
    operator.shoot("duty-5-shelved");
    operator.click("unshelve");
    gone("facts-muted");
  }

  private void gone(String mark) {
    operator.at(mark).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  private void silenceAndMaintenance(String alert) {
    silence("pack=flood", "夜间排水演练");
    operator.open("/alerts/" + alert).see("facts-muted");
    assertThat(operator.at("facts-muted").innerText()).contains("夜间排水演练");
    operator.open("/duty?tab=silences").see("silence-end").click("silence-end");
    gone("silence-end");

    operator.at("silence-weekly").check();
    operator.at("silence-" + ZonedDateTime.now(ZONE).getDayOfWeek()).check();
    operator.at("silence-start").fill("00:00");
    operator.page().locator("[data-test='silences'] input[type='number']").fill("1440");
    silence("street=" + STREET, "每周泵站检修");
    assertThat(operator.at("silences").innerText()).contains("1440").contains("生效中");
    operator.shoot("duty-6-maintenance");
    CitizenTest.holds(operator.page());
    operator.open("/alerts/" + alert).see("facts-muted");
    assertThat(operator.at("facts-muted").innerText()).contains("每周泵站检修");
  }

  private void silence(String condition, String reason) {
    if (!operator.page().url().contains("tab=silences")) {
      operator.open("/duty?tab=silences").see("silences");
    }
    operator.at("silence-matchers").fill(condition);
    operator.at("silence-reason").fill(reason);
    operator.click("silence-add").see("silence-end");
  }

  private void inbox() {
    operator.open("/duty?tab=inbox").see("inbox");
    Locator message = operator.page().locator("[data-test='inbox'] summary").first();
    assertThat(message.innerText()).contains("下穿通道").doesNotContain("escalated");
    message.click();
    operator.page().locator("[data-test='inbox'] li.seen").first().waitFor();
  }

  private void handOver() throws IOException, InterruptedException {
    operator.open("/duty?tab=log&org=" + COUNTY).see("duty-log");
    operator.at("note-text").fill("隧道 1 已派队抢修");
    operator.click("note-add").click("handover").see("handover-sheet");
    operator.at("handover-to").selectOption("demo-street");
    operator.at("handover-text").fill("一处下穿通道积水，已静默，泵站检修中");
    operator.shoot("duty-7-sheet");
    CitizenTest.holds(operator.page());
    operator.click("handover-do");
    operator.page().locator("[data-test='duty-log'] li:has-text('一处下穿通道积水')").waitFor();
    operator.shoot("duty-8-log");
    JsonNode last = doors.get("/api/duty/log?organisation=" + COUNTY).at("/items/0");
    assertThat(last.at("/facts/openAlerts").asInt()).isEqualTo(1);
    assertThat(last.at("/facts/mutedAlerts").asInt()).isEqualTo(1);
    assertThat(doors.status("/api/duty/log?organisation=" + COUNTY + "&format=csv")).isEqualTo(200);
    assertThat(doors.status("/api/duty/shifts?organisation=" + COUNTY + "&format=xlsx"))
        .isEqualTo(200);
    assertThat(doors.status("/api/calm/silences?format=csv")).isEqualTo(200);
  }
}
