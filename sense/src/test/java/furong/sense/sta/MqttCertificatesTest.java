package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.people.Caller;
import furong.people.Role;
import furong.sense.keys.DeviceKeyDesk.Made;
import furong.sense.mqtt.MqttDoor;
import furong.sense.mqtt.MqttTls;
import furong.sense.sta.TestAuthority.Identity;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two stations and a broker that speaks TLS only; the meters have certificates of an authority that
 * the broker knows, and the certificate of one of them may write to the first station.
 */
class MqttCertificatesTest {

  @TempDir static Path folder;

  private static int port;
  private static @Nullable MqttDoor door;
  private static @Nullable TestAuthority city;
  private static @Nullable TestAuthority utility;

  private final StaWorld world = StaWorld.shared();
  private final Caller admin = DeviceKeysOverHttpTest.caller(Role.ADMIN);
  private long mine;
  private long other;

  @BeforeAll
  static void startBroker() throws Exception {
    StaWorld world = StaWorld.shared();
    city = new TestAuthority("City");
    utility = new TestAuthority("Utility");
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    MqttTls tls = tls(city.issue("broker"), utility.self().pem());
    tls.check();
    MqttDoor made =
        new MqttDoor(
            folder.resolve("mqtt"), "127.0.0.1", 0, tls, world.root, world.service, world.access);
    made.start();
    made.started().join();
    door = made;
  }

  private static MqttTls tls(Identity broker, String authorities) throws Exception {
    Path devices = Files.writeString(folder.resolve("devices.pem"), authorities);
    return new MqttTls(
        port,
        broker.store(folder.resolve("broker.p12")),
        String.valueOf(TestAuthority.PASSWORD),
        devices);
  }

  @AfterAll
  static void stopBroker() {
    if (door != null) {
      door.stop();
    }
  }

  @BeforeEach
  void twoStations() {
    world.empty();
    mine = world.datastreamOf(world.station("A"));
    other = world.datastreamOf(world.station("B"));
  }

  private static String of(long datastream) {
    return "v1.1/Datastreams(" + datastream + ")/Observations";
  }

  private MqttPeer connect(@Nullable Identity shown) throws Exception {
    return new MqttPeer.Five(port, "", authority(city).client(shown));
  }

  private static TestAuthority authority(@Nullable TestAuthority made) {
    if (made == null) {
      throw new IllegalStateException("made before all");
    }
    return made;
  }

  @Test
  void aDeviceThatShowsItsCertificateWritesItsOwnDatastreamUntilItIsRevoked() throws Exception {
    Identity meter = authority(utility).issue("meter-7");
    Made made =
        world.keys.certify(admin, "meter 7", meter.pem(), List.of(), List.of(mine)).orThrow();
    try (MqttPeer device = connect(meter)) {
      assertThat(device.publish(of(mine), "{\"result\":1}")).isEmpty();
      assertThat(device.publish(of(other), "{\"result\":1}"))
          .contains("do not write to datastream " + other);
      world.keys.revoke(admin, made.key().id()).orThrow();
      assertThat(device.publish(of(mine), "{\"result\":2}")).contains("revoked");
    }
    assertThat(world.count("Datastreams(" + mine + ")/Observations")).isEqualTo(1);
    assertThat(world.count("Datastreams(" + other + ")/Observations")).isZero();
    assertThatThrownBy(() -> connect(meter))
        .as("a revoked certificate does not get in, though this machine is open")
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void aCertificateThatNobodyRegisteredOrOfAnotherAuthorityStaysOutside() throws Exception {
    Identity unknown = authority(utility).issue("meter-8");
    assertThatThrownBy(() -> connect(unknown)).hasMessageContaining("NOT_AUTHORIZED");
    // a client shows only what the broker asks for: certificates of an authority of this name
    Identity foreign = new TestAuthority("Utility").issue("meter-7");
    Made made =
        world.keys.certify(admin, "foreign", foreign.pem(), List.of(), List.of(mine)).orThrow();
    assertThatThrownBy(() -> connect(foreign))
        .as("registered, but somebody else signed it")
        .isInstanceOf(RuntimeException.class);
    world.keys.revoke(admin, made.key().id()).orThrow();
  }

  @Test
  void overTlsAKeyOrThisMachineWillDoAsWithoutIt() throws Exception {
    Made made = world.keys.make(admin, "A", List.of(), List.of(mine)).orThrow();
    try (MqttPeer withKey = new MqttPeer.Five(port, made.secret(), authority(city).client(null));
        MqttPeer local = connect(null)) {
      assertThat(withKey.publish(of(mine), "{\"result\":1}")).isEmpty();
      assertThat(withKey.publish(of(other), "{\"result\":1}")).contains("do not write");
      assertThat(local.publish(of(other), "{\"result\":1}")).isEmpty();
    }
  }

  @Test
  void thePasswordOfTheKeysIsForTheOwnerOfTheFolderOnly() throws IOException {
    Path file = folder.resolve("mqtt/conf/config.xml");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void filesThatCannotBeUsedAreToldAtTheStart() throws Exception {
    TestAuthority authority = authority(city);
    Path keys = authority.issue("x").store(folder.resolve("x.p12"));
    assertThatThrownBy(() -> new MqttTls(port, keys, "wrong", null).check())
        .isInstanceOf(MqttTls.Unusable.class)
        .hasMessageContaining("x.p12: cannot be opened as PKCS 12 with this password");
    String password = String.valueOf(TestAuthority.PASSWORD);
    Path none = Files.writeString(folder.resolve("none.pem"), "no certificate\n");
    assertThatThrownBy(() -> new MqttTls(port, keys, password, none).check())
        .hasMessageContaining("none.pem: there are no certificates (PEM) in it");
    new MqttTls(port, keys, password, null).check();
  }
}
