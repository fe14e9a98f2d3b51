package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import furong.sense.mqtt.MqttDoor;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that go away and come back, and listeners that share what comes. */
class MqttSessionsTest {

  /** Longer than a busy machine takes to deliver one message. */
  private static final int PATIENCE_SECONDS = 20;

  /** Within which a listener may come back, in seconds. */
  private static final int EXPIRY = 3_600;

  @TempDir Path folder;

  private final StaWorld world = StaWorld.shared();
  private final BlockingQueue<Double> heard = new LinkedBlockingQueue<>();
  private int port;
  private MqttDoor door;
  private long datastream;

  @BeforeEach
  void oneStation() throws IOException {
    world.empty();
    datastream = world.datastreamOf(world.station("S"));
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    door = open();
  }

  @AfterEach
  void stop() {
    door.stop();
  }

  private MqttDoor open() {
    MqttDoor made =
        new MqttDoor(
            folder.resolve("mqtt"),
            "127.0.0.1",
            port,
            null,
            world.root,
            world.service,
            world.access);
    made.start();
    made.started().join();
    return made;
  }

  private String topic() {
    return "v1.1/Datastreams(" + datastream + ")/Observations";
  }

  private void post(double result) {
    world.post("/Datastreams(" + datastream + ")/Observations", "{\"result\":" + result + "}");
  }

  private double next() throws InterruptedException {
    Double result = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return result == null ? Double.NaN : result;
  }

  private void note(byte[] message) {
    heard.add(
        world
            .parse(new String(message, java.nio.charset.StandardCharsets.UTF_8))
            .path("result")
            .asDouble());
  }

  /** A listener that keeps its session; gives whether the broker knew it. */
  private Mqtt5AsyncClient five(String name, boolean expectKnown) {
    Mqtt5AsyncClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(name)
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildAsync();
    client.publishes(MqttGlobalPublishFilter.ALL, p -> note(p.getPayloadAsBytes()));
    boolean known =
        client
            .connectWith()
            .cleanStart(false)
            .sessionExpiryInterval(EXPIRY)
            .send()
            .join()
            .isSessionPresent();
    assertThat(known).isEqualTo(expectKnown);
    return client;
  }

  private Mqtt3AsyncClient three(String name) {
    Mqtt3AsyncClient client =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier(name)
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildAsync();
    client.publishes(MqttGlobalPublishFilter.ALL, p -> note(p.getPayloadAsBytes()));
    client.connectWith().cleanSession(false).send().join();
    return client;
  }

  @Test
  void aListenerThatComesBackHearsWhatCameMeanwhile() throws InterruptedException {
    Mqtt5AsyncClient screen = five("screen", false);
    screen.subscribeWith().topicFilter(topic()).qos(MqttQos.AT_LEAST_ONCE).send().join();
    Mqtt3AsyncClient old = three("old");
    old.subscribeWith().topicFilter(topic()).qos(MqttQos.AT_LEAST_ONCE).send().join();
    screen.disconnect().join();
    old.disconnect().join();
    post(5);
    Mqtt5AsyncClient back = five("screen", true);
    assertThat(next()).isEqualTo(5);
    back.disconnect().join();
    Mqtt3AsyncClient oldBack = three("old");
    assertThat(next()).isEqualTo(5);
    oldBack.disconnect().join();
  }

  @Test
  void aSessionOutlivesTheBroker() throws InterruptedException {
    Mqtt5AsyncClient screen = five("screen", false);
    screen.subscribeWith().topicFilter(topic()).qos(MqttQos.AT_LEAST_ONCE).send().join();
    screen.disconnect().join();
    post(5);
    door.stop();
    door = open();
    post(6); // the listener has not come back yet
    Mqtt5AsyncClient back = five("screen", true);
    assertThat(List.of(next(), next())).containsExactly(5.0, 6.0);
    back.disconnect().join();
  }

  @Test
  void listenersOfOneGroupGetEachObservationOnce() throws InterruptedException {
    String shared = "$share/desk/" + topic();
    Mqtt5AsyncClient a = five("a", false);
    Mqtt3AsyncClient b = three("b");
    a.subscribeWith().topicFilter(shared).qos(MqttQos.AT_LEAST_ONCE).send().join();
    b.subscribeWith().topicFilter(shared).qos(MqttQos.AT_LEAST_ONCE).send().join();
    List<Double> sent = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      post(i);
      sent.add((double) i);
    }
    List<Double> all = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      all.add(next());
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(sent);
    // one that both are told: nothing stands before it in either's queue
    a.subscribeWith().topicFilter(topic()).qos(MqttQos.AT_LEAST_ONCE).send().join();
    b.unsubscribeWith().topicFilter(shared).send().join();
    a.unsubscribeWith().topicFilter(shared).send().join();
    post(11);
    assertThat(next()).isEqualTo(11);
    a.disconnect().join();
    b.disconnect().join();
  }
}
