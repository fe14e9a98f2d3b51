package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.people.Role;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two gateways, each with a key of its own and a thousand observations a second to spend. A bucket
 * holds ten seconds of it; time stands still unless a test moves it.
 */
class RateLimitsOverHttpTest {

  private static final long SECOND_NS = 1_000_000_000L;

  private final StaWorld world = StaWorld.shared();
  private long greedy;
  private String greedyKey = "";
  private long modest;
  private String modestKey = "";

  @BeforeEach
  void twoGateways() {
    world.empty();
    greedy = world.datastreamOf(world.station("A"));
    modest = world.datastreamOf(world.station("B"));
    greedyKey = key(greedy);
    modestKey = key(modest);
    world.rateStepNs.set(0);
  }

  @AfterEach
  void timeGoesOn() {
    world.rateStepNs.set(StaWorld.HOUR_NS);
  }

  private String key(long datastream) {
    return world
        .keys
        .make(DeviceKeysOverHttpTest.caller(Role.ADMIN), "g", List.of(), List.of(datastream))
        .orThrow()
        .secret();
  }

  private HttpResponse<String> bulk(long datastream, int count, String key) {
    return world.send(
        "POST",
        "/api/ingest/observations",
        "{\"d\":%d,\"v\":1}\n".formatted(datastream).repeat(count),
        "Content-Type",
        "application/x-ndjson",
        "Authorization",
        "Bearer " + key);
  }

  private HttpResponse<String> one(long datastream, String key) {
    return world.send(
        "POST",
        "/Datastreams(" + datastream + ")/Observations",
        "{\"result\":1}",
        "Authorization",
        "Bearer " + key);
  }

  @Test
  void whoSendsTooMuchIsTold429AndWhenToComeAgainAndNothingOfItIsKept() {
    assertThat(bulk(greedy, 12_000, greedyKey).statusCode()).isEqualTo(200);
    // a full bucket of 10,000 and 12,000 taken: 2,000 in debt, gone after 2 s and a little
    for (HttpResponse<String> answer :
        List.of(bulk(greedy, 1, greedyKey), one(greedy, greedyKey))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("3");
      assertThat(answer.body()).contains("log.busy").contains("this source sends more than it may");
    }
    assertThat(world.count("Datastreams(" + greedy + ")/Observations")).isEqualTo(12_000);
  }

  @Test
  void whoComesAgainWhenToldIsTaken() {
    bulk(greedy, 12_000, greedyKey);
    world.rateClockNs.addAndGet(3 * SECOND_NS);
    assertThat(one(greedy, greedyKey).statusCode()).isEqualTo(201);
  }

  @Test
  void anotherSourceIsNotHeldBackByIt() {
    bulk(greedy, 12_000, greedyKey);
    assertThat(one(greedy, greedyKey).statusCode()).isEqualTo(429);
    assertThat(one(modest, modestKey).statusCode()).isEqualTo(201);
    assertThat(bulk(modest, 9_000, modestKey).statusCode()).isEqualTo(200);
  }

  @Test
  void aBatchOfRequestsIsNoWayAround() {
    bulk(greedy, 12_000, greedyKey);
    String rows =
        "[{\"Datastream\":{\"@iot.id\":%d},\"components\":[\"result\"],\"dataArray\":[[1]]}]"
            .formatted(greedy);
    assertThat(
            world
                .send("POST", "/CreateObservations", rows, "Authorization", "Bearer " + greedyKey)
                .statusCode())
        .isEqualTo(429);
  }
}
