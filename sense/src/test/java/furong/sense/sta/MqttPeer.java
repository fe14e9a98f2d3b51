package furong.sense.sta;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device or a listener that speaks MQTT 3.1.1 or 5, written by others. */
interface MqttPeer extends AutoCloseable {

  /** A message that came: its topic and text. */
  record Message(String topic, String text) {}

  /** Longer than a busy machine takes to deliver one message. */
  int PATIENCE_SECONDS = 20;

  void subscribe(String topic);

  /**
   * Publishes with QoS 1 and waits. @return the reason why it was refused; empty when it was taken
   */
  String publish(String topic, String text);

  /** The next message to anything subscribed to; empty when none comes. */
  Optional<Message> next() throws InterruptedException;

  @Override
  void close();

  static MqttPeer connect(int version, int port) {
    return version == 5 ? new Five(port) : new Three(port);
  }

  /** MQTT 5. */
  final class Five implements MqttPeer {

    private final Mqtt5BlockingClient client;
    private final Mqtt5BlockingClient.Mqtt5Publishes inbox;

    Five(int port) {
      this(port, "");
    }

    /** Shows a key as its password; none when it is empty. */
    Five(int port, String key) {
      this(port, key, null);
    }

    /** Over TLS, with a certificate or without; not encrypted where {@code tls} is null. */
    Five(int port, String key, @Nullable MqttClientSslConfig tls) {
      client =
          MqttClient.builder()
              .useMqttVersion5()
              .serverHost("127.0.0.1")
              .serverPort(port)
              .sslConfig(tls)
              .buildBlocking();
      inbox = client.publishes(MqttGlobalPublishFilter.ALL);
      if (key.isEmpty()) {
        client.connect();
      } else {
        client
            .connectWith()
            .simpleAuth()
            .username("device")
            .password(key.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .send();
      }
    }

    @Override
    public void subscribe(String topic) {
      client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    @Override
    public String publish(String topic, String text) {
      try {
        client
            .publishWith()
            .topic(topic)
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(text.getBytes(StandardCharsets.UTF_8))
            .send();
        return "";
      } catch (Mqtt5PubAckException e) {
        return e.getMqttMessage().getReasonString().map(String::valueOf).orElse("no reason");
      }
    }

    @Override
    public Optional<Message> next() throws InterruptedException {
      return inbox
          .receive(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .map(p ->
              new Message(
                  p.getTopic().toString(),
                  new String(p.getPayloadAsBytes(), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
      inbox.close();
      client.disconnect();
    }
  }

  /** MQTT 3.1.1. */
  final class Three implements MqttPeer {

    private final Mqtt3BlockingClient client;
    private final Mqtt3BlockingClient.Mqtt3Publishes inbox;

    Three(int port) {
      client =
          MqttClient.builder()
              .useMqttVersion3()
              .serverHost("127.0.0.1")
              .serverPort(port)
              .buildBlocking();
      inbox = client.publishes(MqttGlobalPublishFilter.ALL);
      client.connect();
    }

    @Override
    public void subscribe(String topic) {
      client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    @Override
    public String publish(String topic, String text) {
      client
          .publishWith()
          .topic(topic)
          .qos(MqttQos.AT_LEAST_ONCE)
          .payload(text.getBytes(StandardCharsets.UTF_8))
          .send();
      return "";
    }

    @Override
    public Optional<Message> next() throws InterruptedException {
      return inbox
          .receive(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .map(p ->
              new Message(
                  p.getTopic().toString(),
                  new String(p.getPayloadAsBytes(), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
      inbox.close();
      client.disconnect();
    }
  }
}
