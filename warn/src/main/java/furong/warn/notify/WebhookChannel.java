package furong.warn.notify;

import furong.notify.Channel;
import furong.notify.Hook;
import furong.notify.Notification;
import furong.notify.NotificationStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.ObjectMapper;

/**
 * Posts a notification as JSON to a webhook, signed with its secret: {@code X-Furong-Signature:
 * sha256=hex(HMAC-SHA256(secret, timestamp + "." + body))}. The same notification always has the
 * same {@code X-Furong-Key}: who has seen it answers 200 and does nothing. docs/notifications.md
 * shows how SMS, WeCom and DingTalk gateways are put behind it.
 *
 * <p>2xx is delivered; 410 Gone is never tried again; everything else is tried again.
 */
public final class WebhookChannel implements Channel {

  /** A gateway that takes longer has not understood that it should queue. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int GONE = 410;

  /** The body. @param step 0 for the first telling, then the escalations */
  record Body(
      String key,
      String subject,
      String text,
      int level,
      int step,
      String division,
      List<String> alerts,
      String createdAt) {}

  private final NotificationStore store;
  private final ObjectMapper json;
  private final InstantSource time;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public WebhookChannel(NotificationStore store, ObjectMapper json, InstantSource time) {
    this.store = store;
    this.json = json;
    this.time = time;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Outcome send(Notification n) {
    Optional<Hook> hook =
        store.hooks().stream().filter(h -> Long.toString(h.id()).equals(n.recipient())).findFirst();
    if (hook.isEmpty() || !hook.get().active()) {
      return new Outcome.Never("the webhook was removed or switched off");
    }
    String body =
        json.writeValueAsString(
            new Body(
                n.key(),
                n.subject(),
                n.body(),
                n.level().number(),
                n.step(),
                n.division(),
                n.alerts(),
                n.createdAt().toString()));
    String stamp = Long.toString(time.millis() / 1_000);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hook.get().url()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("X-Furong-Key", n.key())
            .header("X-Furong-Timestamp", stamp)
            .header("X-Furong-Signature", "sha256=" + sign(hook.get().secret(), stamp, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status / 100 == 2
          ? new Outcome.Delivered()
          : status == GONE
              ? new Outcome.Never("410 Gone")
              : new Outcome.Later("it answered " + status);
    } catch (IOException e) {
      return new Outcome.Later(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Later("stopped");
    }
  }

  static String sign(String secret, String stamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal((stamp + "." + body).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
