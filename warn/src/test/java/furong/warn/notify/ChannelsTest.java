package furong.warn.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import furong.base.Level;
import furong.cases.Alert;
import furong.cases.MemoryAlerts;
import furong.notify.Channel;
import furong.notify.Courier;
import furong.notify.Hook;
import furong.notify.MemoryNotifications;
import furong.notify.Notification;
import furong.notify.Notification.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A small HTTP server and a small mail server at the other end. */
class ChannelsTest {

  private static final String SECRET = "0123456789abcdef";

  private record Got(String key, String stamp, String signature, String body) {}

  private Instant now = Instant.parse("2026-03-02T02:00:00Z");
  private final List<Got> got = new ArrayList<>();
  private int status = 200;
  private final MemoryAlerts alerts = new MemoryAlerts();
  private final MemoryNotifications store = new MemoryNotifications(alerts);
  private HttpServer http;
  private SmallMailbox mailbox;

  @BeforeEach
  void open() throws IOException {
    mailbox = new SmallMailbox();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/hook",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          byte[] body = exchange.getRequestBody().readAllBytes();
          got.add(
              new Got(
                  headers.getFirst("X-Furong-Key"),
                  headers.getFirst("X-Furong-Timestamp"),
                  headers.getFirst("X-Furong-Signature"),
                  new String(body, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    http.start();
    String url = "http://127.0.0.1:" + http.getAddress().getPort() + "/hook";
    store.save(new Hook(0, "sms", url, SECRET, "510100", Level.IV, true));
  }

  @AfterEach
  void close() throws IOException {
    http.stop(0);
    mailbox.close();
  }

  private SmtpChannel smtp() {
    return new SmtpChannel("smtp://127.0.0.1:" + mailbox.port() + "?from=ops@furong.city");
  }

  private Courier courier() {
    Channel hook = new WebhookChannel(store, JsonMapper.shared(), () -> now);
    return new Courier(store, alerts, List.of(hook, smtp()), () -> now);
  }

  private void put(String key, String channel, String recipient, String address, int step) {
    store.add(
        new Notification(
            0,
            key,
            channel,
            recipient,
            address,
            List.of("a"),
            List.of(),
            step,
            Level.II,
            "510104",
            "[II 重大] 持续重污染",
            "PM2.5 230",
            now,
            now,
            0,
            State.WAITING,
            "",
            null,
            null));
  }

  @Test
  void theWebhookIsSignedAndNamesItsKey() {
    put("k1", "webhook", "1", "", 0);
    courier().deliver();
    assertThat(got).hasSize(1);
    Got one = got.getFirst();
    assertThat(one.key()).isEqualTo("k1");
    assertThat(one.body()).contains("\"subject\":\"[II 重大] 持续重污染\"").contains("\"level\":2");
    assertThat(one.signature())
        .isEqualTo("sha256=" + WebhookChannel.sign(SECRET, one.stamp(), one.body()));
    assertThat(one.signature())
        .isNotEqualTo("sha256=" + WebhookChannel.sign(SECRET, one.stamp(), one.body() + " "));
  }

  @Test
  void theSignatureIsHmacSha256() {
    // printf '1772416860.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
    assertThat(WebhookChannel.sign(SECRET, "1772416860", "{}"))
        .isEqualTo("a1290b8b376e9d5da8d2acbbaf218f06c2ba7d698e9661e9d08baaabc2bc9b9b");
  }

  @Test
  void eachGoesOutOnceThoughTheProgramStartsAgain() {
    put("k1", "webhook", "1", "", 0);
    put("k2", "mail", "wei", "wei@furong.city", 0);
    courier().deliver();
    put("k3", "mail", "wei", "wei@furong.city", 0);
    courier().deliver(); // another program on the same store
    now = now.plusSeconds(7_200);
    courier().deliver();
    assertThat(got).extracting(Got::key).containsExactly("k1");
    assertThat(mailbox.mails()).hasSize(2);
    assertThat(mailbox.mails().getFirst())
        .contains("Message-ID: <k2@furong>")
        .contains("X-Furong-Key: k2")
        .contains("To: wei@furong.city")
        .contains("From: ops@furong.city");
  }

  @Test
  void whatFailsIsTriedAgainWithTheSameKey() {
    status = 503;
    put("k1", "webhook", "1", "", 0);
    courier().deliver();
    status = 200;
    now = now.plusSeconds(9);
    courier().deliver();
    assertThat(got).hasSize(1);
    now = now.plusSeconds(1); // ten seconds after the first try
    courier().deliver();
    now = now.plusSeconds(7_200);
    courier().deliver();
    assertThat(got).extracting(Got::key).containsExactly("k1", "k1");
    assertThat(store.outbox(State.SENT, 0, 10)).hasSize(1);
  }

  @Test
  void goneIsNeverTriedAgain() {
    status = 410;
    put("k1", "webhook", "1", "", 0);
    courier().deliver();
    now = now.plusSeconds(7_200);
    courier().deliver();
    assertThat(got).hasSize(1);
    assertThat(store.outbox(State.FAILED, 0, 10)).hasSize(1);
  }

  @Test
  void aMailServerThatIsDownIsAskedAgainAndAnUnknownMailboxIsNot() {
    mailbox.down(true);
    put("k1", "mail", "wei", "wei@furong.city", 0);
    courier().deliver();
    assertThat(mailbox.mails()).isEmpty();
    mailbox.down(false);
    now = now.plusSeconds(10);
    courier().deliver();
    assertThat(mailbox.mails()).hasSize(1);
    put("k2", "mail", "no", "nobody@furong.city", 0);
    courier().deliver();
    assertThat(store.outbox(State.FAILED, 0, 10))
        .extracting(Notification::key)
        .containsExactly("k2");
  }

  @Test
  void anEscalationIsDroppedWhenItsAlertWasAcknowledged() {
    Alert alert =
        new Alert(
            "a",
            "air.heavy",
            "air",
            "1.0",
            Level.II,
            now,
            now,
            null,
            7,
            "510104",
            Map.of(),
            "x",
            false,
            true,
            null,
            null,
            null,
            null);
    alerts.save(alert);
    put("k1", "mail", "wei", "wei@furong.city", 1);
    alerts.save(alert.acknowledged("wei", now.plusSeconds(1)));
    courier().deliver();
    assertThat(mailbox.mails()).isEmpty();
    assertThat(store.outbox(State.DROPPED, 0, 10)).hasSize(1);
    alerts.save(alert);
    put("k2", "mail", "wei", "wei@furong.city", 1);
    courier().deliver();
    assertThat(mailbox.mails()).hasSize(1);
  }

  @Test
  void aServerAddressThatIsNoneIsRefused() {
    for (String wrong : List.of("http://h?from=a@b", "smtp://h:25", "smtp:///x?from=a@b")) {
      assertThatThrownBy(() -> new SmtpChannel(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
