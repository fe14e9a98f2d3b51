package furong.sense.mqtt;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionAttributeStore;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.services.Services;
import furong.observe.LogUnavailable;
import furong.observe.LogUnavailable.Reason;
import furong.sense.ingest.BadReading;
import furong.sense.ingest.WriteAccess;
import furong.sense.ingest.Writer;
import furong.sense.sta.SensorThings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes observations that are published to {@code v1.1/Observations} and to the {@code
 * Observations} of a datastream, a MultiDatastream or a feature of interest. The acknowledgement
 * (QoS 1 and 2) is held back until the observation is durable in the log. Listeners do not get the
 * message itself but the observation as it was stored.
 *
 * <p>A bad observation is refused with a reason where the protocol has one (MQTT 5); MQTT 3.1.1
 * knows no refusal, so there it is acknowledged, dropped and counted, since a sender that got no
 * answer would send it for ever. When the log does not answer, a sender of MQTT 3.1.1 is
 * disconnected without an acknowledgement, and sends again.
 */
final class Publishes implements PublishInboundInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(Publishes.class);

  private static final Pattern TOPIC =
      Pattern.compile(
          "v1\\.1/(?:(Datastreams|MultiDatastreams|FeaturesOfInterest)\\((\\d{1,18})\\)/)?"
              + "Observations");

  /** Longer than the log's own patience, so that the answer is always the log's. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of refused messages one in so many is logged: a broken device sends thousands. */
  private static final int LOG_EVERY = 1000;

  /** What is kept with a connection: a device's key or certificate, or whose readings count. */
  private static final String KEY = "furong-key";

  private static final String CERTIFICATE = "furong-certificate";

  private static final String SOURCE = "furong-source";

  private final SensorThings service;
  private final WriteAccess access;
  private final AtomicLong refused = new AtomicLong();

  Publishes(SensorThings service, WriteAccess access) {
    this.service = service;
    this.access = access;
  }

  /** Keeps with a connection who writes on it. */
  static void remember(String password, String source, ConnectionInformation connection) {
    ConnectionAttributeStore kept = connection.getConnectionAttributeStore();
    kept.putAsString(SOURCE, source);
    if (password.startsWith(WriteAccess.DEVICE_KEY)) {
      kept.putAsString(KEY, password);
    }
  }

  /**
   * Keeps with a connection which certificate was shown on it.
   *
   * @param fingerprint its SHA-256
   */
  static void rememberCertificate(String fingerprint, ConnectionInformation connection) {
    connection.getConnectionAttributeStore().putAsString(CERTIFICATE, fingerprint);
  }

  /** Who writes on a connection now: a key may have been revoked since it was opened. */
  private Optional<Writer> writer(ConnectionInformation connection) {
    ConnectionAttributeStore kept = connection.getConnectionAttributeStore();
    Optional<String> certificate = kept.getAsString(CERTIFICATE);
    if (certificate.isPresent()) {
      return access.certified(certificate.get());
    }
    return kept.getAsString(KEY)
        .map(key -> access.writer("", key, ""))
        .orElseGet(() -> Optional.of(Writer.free(kept.getAsString(SOURCE).orElse(""))));
  }

  @Override
  public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
    boolean old = input.getConnectionInformation().getMqttVersion() != MqttVersion.V_5;
    Matcher topic = TOPIC.matcher(input.getPublishPacket().getTopic());
    if (!topic.matches()) {
      refuse(output, old, AckReasonCode.TOPIC_NAME_INVALID, "not a topic of SensorThings");
      return;
    }
    long parent = topic.group(2) == null ? 0 : Long.parseLong(topic.group(2));
    boolean ofFeature = "FeaturesOfInterest".equals(topic.group(1));
    byte[] payload =
        input.getPublishPacket().getPayload().map(Publishes::bytes).orElse(new byte[0]);
    Optional<Writer> writer = writer(input.getConnectionInformation());
    if (writer.isEmpty()) {
      refuse(output, old, AckReasonCode.NOT_AUTHORIZED, "this key or certificate was revoked");
      return;
    }
    CompletableFuture<Void> durable;
    try {
      durable =
          writer
              .get()
              .call(() -> service.publish(payload, ofFeature ? 0 : parent, ofFeature ? parent : 0));
    } catch (LogUnavailable e) {
      durable = CompletableFuture.failedFuture(e);
    } catch (BadReading e) {
      refuse(output, old, AckReasonCode.PAYLOAD_FORMAT_INVALID, e.reason());
      return;
    }
    String client = input.getClientInformation().getClientId();
    Async<PublishInboundOutput> later =
        output.async(PATIENCE, TimeoutFallback.FAILURE, AckReasonCode.UNSPECIFIED_ERROR);
    durable.whenComplete((done, fault) -> {
      if (fault == null) {
        output.preventPublishDelivery();
      } else if (old) {
        LOG.warn("an observation of {} could not be stored: {}", client, fault.getMessage());
        Services.clientService().disconnectClient(client);
        output.preventPublishDelivery();
        return;
      } else if (fault instanceof LogUnavailable log && log.reason() == Reason.BUSY) {
        output.preventPublishDelivery(AckReasonCode.QUOTA_EXCEEDED, log.getMessage());
      } else {
        output.preventPublishDelivery(AckReasonCode.UNSPECIFIED_ERROR, "not stored; send again");
      }
      later.resume();
    });
  }

  private void refuse(PublishInboundOutput output, boolean old, AckReasonCode code, String reason) {
    long count = refused.incrementAndGet();
    if (count % LOG_EVERY == 1) {
      LOG.warn("refused {} messages so far; this one: {}", count, reason);
    }
    if (old) {
      output.preventPublishDelivery();
    } else {
      output.preventPublishDelivery(code, reason);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
