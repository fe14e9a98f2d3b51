package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.people.Caller;
import furong.people.Role;
import furong.sense.keys.DeviceKeyDesk.Made;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two stations behind a proxy at 127.0.0.1; the meter's certificate may write to the first. */
class DeviceCertificatesOverHttpTest {

  private static final String HEADER = "X-Forwarded-Client-Cert";

  private final StaWorld world = StaWorld.shared();
  private final Caller admin = DeviceKeysOverHttpTest.caller(Role.ADMIN);
  private long thing;
  private long mine;
  private long other;
  private Made made;

  @BeforeEach
  void twoStations() {
    world.empty();
    world
        .db
        .list("select id from device_key where revoked is null", row -> row.getLong(1))
        .forEach(id -> world.keys.revoke(admin, id).orThrow());
    thing = world.station("A");
    mine = world.datastreamOf(thing);
    other = world.datastreamOf(world.station("B"));
    made =
        world
            .keys
            .certify(admin, "meter 7", MeterCertificate.PEM, List.of(thing), List.of())
            .orThrow();
  }

  private int post(String path, String body, String certificate) {
    return world
        .send("POST", path, body, "Content-Type", "application/json", HEADER, certificate)
        .statusCode();
  }

  private static String of(long datastream) {
    return "/Datastreams(" + datastream + ")/Observations";
  }

  @Test
  void aDeviceThatShowsItsCertificateWritesItsOwnDatastreamOnly() {
    String envoy = "Hash=" + MeterCertificate.SHA_256 + ";Subject=\"CN=meter-7\"";
    assertThat(made.secret()).isEmpty();
    assertThat(post(of(mine), "{\"result\":1}", envoy)).isEqualTo(201);
    assertThat(post(of(other), "{\"result\":1}", envoy)).isEqualTo(400);
    assertThat(post("/Things", "{}", envoy)).isEqualTo(403);
    assertThat(world.count("Datastreams(" + mine + ")/Observations")).isEqualTo(1);
    assertThat(world.count("Datastreams(" + other + ")/Observations")).isZero();
  }

  @Test
  void aStrangersOrRevokedCertificateWritesNothingThoughTheMachineIsOpen() {
    assertThat(post(of(mine), "{\"result\":1}", "ab".repeat(32))).isEqualTo(401);
    assertThat(post(of(mine), "{\"result\":1}", "rubbish")).isEqualTo(401);
    assertThat(post(of(mine), "{\"result\":1}", MeterCertificate.SHA_256)).isEqualTo(201);
    world.keys.revoke(admin, made.key().id()).orThrow();
    assertThat(post(of(mine), "{\"result\":1}", MeterCertificate.SHA_256)).isEqualTo(401);
  }

  @Test
  void aCertificateIsNoKeyThatCouldBeSent() {
    for (String key :
        List.of(MeterCertificate.SHA_256, "fdk_" + made.key().id() + "_", "fdk_1_x")) {
      assertThat(
              world
                  .send(
                      "POST",
                      of(mine),
                      "{\"result\":1}",
                      "Content-Type",
                      "application/json",
                      "X-Forwarded-For",
                      "10.1.1.1",
                      "Authorization",
                      "Bearer " + key)
                  .statusCode())
          .as(key)
          .isEqualTo(401);
    }
  }

  @Test
  void anotherMachineThatTellsACertificateIsNotBelieved() throws IOException {
    // 127.0.0.2 is this machine, too, but not the proxy
    URI server = URI.create(world.server);
    try (Socket socket =
        new Socket(
            InetAddress.ofLiteral("127.0.0.1"),
            server.getPort(),
            InetAddress.ofLiteral("127.0.0.2"),
            0)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /sensorthings/v1.1"
                  + of(mine)
                  + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                  + HEADER
                  + ": "
                  + MeterCertificate.SHA_256
                  + "\r\nContent-Length: 12\r\n\r\n{\"result\":1}")
              .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 401");
    }
    assertThat(world.count("Datastreams(" + mine + ")/Observations")).isZero();
  }

  @Test
  void aCertificateIsRegisteredOnceByAnAdministratorAndReadable() {
    assertThat(
            world.keys.certify(
                DeviceKeysOverHttpTest.caller(Role.OPERATOR),
                "x",
                "ab".repeat(32),
                List.of(thing),
                List.of()))
        .isInstanceOf(Result.Refused.class);
    assertThat(
            world.keys.certify(admin, "again", MeterCertificate.SHA_256, List.of(thing), List.of()))
        .isInstanceOf(Result.Refused.class);
    assertThat(world.keys.certify(admin, "x", "no certificate", List.of(thing), List.of()))
        .isInstanceOf(Result.Refused.class);
    world.keys.revoke(admin, made.key().id()).orThrow();
    Made again =
        world
            .keys
            .certify(admin, "again", MeterCertificate.SHA_256, List.of(thing), List.of())
            .orThrow();
    assertThat(again.key().certificate()).isEqualTo(MeterCertificate.SHA_256);
    assertThat(
            world.db.list(
                "select after ->> 'certificate' from audit_entry where subject = ?",
                row -> row.getString(1),
                "device-key/" + again.key().id()))
        .containsExactly(MeterCertificate.SHA_256);
  }
}
