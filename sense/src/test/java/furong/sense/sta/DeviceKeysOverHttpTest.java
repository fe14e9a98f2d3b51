package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Text;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.sense.keys.DeviceKeyDesk.Made;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two stations; a key for the first. */
class DeviceKeysOverHttpTest {

  private final StaWorld world = StaWorld.shared();
  private long thing;
  private long mine;
  private long other;
  private Made made;

  @BeforeEach
  void twoStations() {
    world.empty();
    thing = world.station("A");
    mine = world.datastreamOf(thing);
    other = world.datastreamOf(world.station("B"));
    made = world.keys.make(caller(Role.ADMIN), "gateway A", List.of(thing), List.of()).orThrow();
  }

  static Caller caller(Role role) {
    String login = "login-" + role.name().toLowerCase(java.util.Locale.ROOT);
    User user =
        new User("u-" + role, login, Text.of("人", "P"), Set.of(role), Scope.of("990100"), null);
    return new Caller(user, "10.0.0.9");
  }

  private HttpResponse<String> post(String path, String body, String type, String key) {
    return world.send("POST", path, body, "Content-Type", type, "Authorization", "Bearer " + key);
  }

  private static String line(long datastream) {
    return "{\"d\":" + datastream + ",\"v\":1}\n";
  }

  @Test
  void aDeviceWritesItsOwnDatastreamAndNoOtherThroughTheBulkDoor() {
    HttpResponse<String> answer =
        post(
            "/api/ingest/observations",
            line(mine) + line(other),
            "application/x-ndjson",
            made.secret());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(world.parse(answer.body()).path("accepted").asInt()).isEqualTo(1);
    assertThat(world.parse(answer.body()).path("notices").get(0).path("code").asString())
        .isEqualTo("datastream.foreign");
    answer =
        post(
            "/api/ingest/observations",
            "d,v\n" + mine + ",1\n" + other + ",2\n",
            "text/csv",
            made.secret());
    assertThat(world.parse(answer.body()).path("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void aDeviceWritesItsOwnDatastreamAndNoOtherThroughSensorThings() {
    String json = "application/json";
    String own = "/Datastreams(" + mine + ")/Observations";
    String foreign = "/Datastreams(" + other + ")/Observations";
    assertThat(post(own, "{\"result\":1}", json, made.secret()).statusCode()).isEqualTo(201);
    assertThat(post(foreign, "{\"result\":1}", json, made.secret()).statusCode()).isEqualTo(400);
    assertThat(
            post(
                    "/CreateObservations",
                    """
                    [{"Datastream":{"@iot.id":%d},"components":["result"],"dataArray":[[1]]},
                     {"Datastream":{"@iot.id":%d},"components":["result"],"dataArray":[[1]]}]\
                    """
                        .formatted(mine, other),
                    json,
                    made.secret())
                .headers()
                .firstValue("Furong-Refused"))
        .contains("1");
    assertThat(world.count("Datastreams(" + other + ")/Observations")).isZero();
    assertThat(world.count("Datastreams(" + mine + ")/Observations")).isEqualTo(2);
  }

  @Test
  void aDeviceMakesAndChangesNothingElse() {
    assertThat(post("/Things", "{}", "application/json", made.secret()).statusCode())
        .isEqualTo(403);
    assertThat(
            world
                .send(
                    "DELETE",
                    "/Datastreams(" + mine + ")",
                    "",
                    "Authorization",
                    "Bearer " + made.secret())
                .statusCode())
        .isEqualTo(403);
    HttpResponse<String> nested =
        post(
            "/Datastreams(" + mine + ")/Observations",
            "{\"result\":1,\"FeatureOfInterest\":{\"name\":\"x\",\"description\":\"d\","
                + "\"encodingType\":\"application/geo+json\",\"feature\":{}}}",
            "application/json",
            made.secret());
    assertThat(nested.statusCode()).isEqualTo(400);
    assertThat(world.count("FeaturesOfInterest")).isZero();
  }

  @Test
  void aWrongOrRevokedKeyWritesNothingAlsoOnThisMachine() {
    String path = "/api/ingest/observations";
    String type = "application/x-ndjson";
    assertThat(post(path, line(mine), type, made.secret() + "x").statusCode()).isEqualTo(401);
    assertThat(post(path, line(mine), type, "fdk_1").statusCode()).isEqualTo(401);
    assertThat(post(path, line(mine), type, made.secret()).statusCode()).isEqualTo(200);
    world.keys.revoke(caller(Role.ADMIN), made.key().id()).orThrow();
    assertThat(post(path, line(mine), type, made.secret()).statusCode()).isEqualTo(401);
    assertThat(world.keys.revoke(caller(Role.ADMIN), made.key().id()).isOk()).isFalse();
  }

  @Test
  void onlyAnAdministratorMakesKeysAndTheTrailSaysSo() {
    assertThat(world.keys.make(caller(Role.OPERATOR), "x", List.of(thing), List.of()))
        .isInstanceOf(Result.Refused.class);
    assertThat(world.keys.make(caller(Role.ADMIN), "x", List.of(), List.of()))
        .isInstanceOf(Result.Refused.class);
    assertThat(world.keys.make(caller(Role.ADMIN), "x", List.of(999_999L), List.of()))
        .isInstanceOf(Result.Refused.class);
    List<String> entries =
        world.db.list(
            "select action || ' ' || login || ' ' || after from audit_entry where subject = ?",
            row -> row.getString(1),
            "device-key/" + made.key().id());
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst())
        .startsWith("device-key.make login-admin")
        .contains("gateway A")
        .doesNotContain(made.secret());
    assertThat(
            world.db.list(
                "select hash from device_key where id = ?",
                row -> row.getString(1),
                made.key().id()))
        .containsExactly(made.key().hash());
  }
}
