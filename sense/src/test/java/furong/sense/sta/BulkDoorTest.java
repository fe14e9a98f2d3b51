package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.BulkCodec;
import furong.observe.ReadingBlock;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BulkDoorTest {

  /** 2026-03-01T00:00Z, Unix ms. */
  private static final long MARCH = 1_772_323_200_000L;

  private final StaWorld world = StaWorld.shared();
  private long datastream;

  @BeforeEach
  void oneStation() {
    world.empty();
    datastream = world.datastreamOf(world.station("A"));
  }

  @AfterEach
  void goOn() {
    world.log.release();
  }

  private long stored() {
    return world.summaries.flags(datastream, Long.MIN_VALUE, Long.MAX_VALUE).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private HttpResponse<String> csv(String text, String... more) {
    return world.send("POST", "/api/ingest/observations", text, headers("text/csv", more));
  }

  private HttpResponse<String> blocks(byte[] body, String... more) {
    return world.send(
        "POST",
        "/api/ingest/observations",
        BodyPublishers.ofByteArray(body),
        headers("application/vnd.furong.blocks", more));
  }

  private static String[] headers(String type, String... more) {
    List<String> all = new ArrayList<>(List.of("Content-Type", type));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void csvIsTakenWithItsColumnsInAnyOrderAndBadLinesAreNoticed() {
    HttpResponse<String> answer =
        csv(
            """
            \uFEFFresult,note,datastream,phenomenonTime
            1.5,"a, b",%1$d,2026-03-01T08:00:00+08:00
            x,,%1$d,2026-03-01T09:00:00+08:00
            2,,999999,2026-03-01T09:00:00+08:00
            3,,%1$d,noon

            -4e-1,,%1$d,1772326800000
            """
                .formatted(datastream));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = world.parse(answer.body());
    assertThat(body.path("accepted").asInt()).isEqualTo(2);
    assertThat(body.path("notices").findValuesAsString("code"))
        .containsExactly("observation.result-missing", "datastream.unknown", "observation.time");
    assertThat(body.path("notices").findValuesAsString("index")).containsExactly("2", "3", "4");
    JsonNode read =
        world.get("/Datastreams(" + datastream + ")/Observations?$orderby=phenomenonTime");
    assertThat(read.path("value").get(0).path("phenomenonTime").asString())
        .isEqualTo("2026-03-01T00:00:00.000Z");
    assertThat(read.path("value").get(1).path("result").asDouble()).isEqualTo(-0.4);
  }

  @Test
  void csvWithoutItsHeaderIsRefusedLineByLine() {
    JsonNode body = world.parse(csv("1,2,3\n" + datastream + ",2026-03-01T00:00:00Z,5\n").body());
    assertThat(body.path("accepted").asInt()).isZero();
    assertThat(body.path("notices").findValuesAsString("code"))
        .containsExactly("csv.header", "csv.header");
  }

  @Test
  void binaryBlocksAreTakenOnceAndABadReadingIsNoticed() {
    ReadingBlock first = new ReadingBlock(3);
    first.add(datastream, 0, MARCH, 1.25, null);
    first.add(999_999, 0, MARCH, 1, null);
    first.add(datastream, 0, MARCH + 1_000, Double.NaN, null);
    ReadingBlock second = new ReadingBlock(1);
    second.add(datastream, 0, MARCH + 2_000, -7, null);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(BulkCodec.encode(first));
    body.writeBytes(BulkCodec.encode(second));
    for (int attempt = 0; attempt < 2; attempt++) {
      HttpResponse<String> answer = blocks(body.toByteArray(), "Idempotency-Key", "binary-once");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode said = world.parse(answer.body());
      assertThat(said.path("accepted").asInt()).isEqualTo(2);
      assertThat(said.path("notices").findValuesAsString("index")).containsExactly("1", "2");
      assertThat(said.path("notices").findValuesAsString("code"))
          .containsExactly("datastream.unknown", "observation.result-missing");
    }
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void aTornBlockIsRefusedAndNothingOfTheBodyIsTaken() {
    ReadingBlock block = new ReadingBlock(1);
    block.add(datastream, 0, MARCH, 1, null);
    byte[] whole = BulkCodec.encode(block);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(whole);
    body.write(whole, 0, whole.length - 1);
    HttpResponse<String> answer = blocks(body.toByteArray());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("ingest.block");
    assertThat(stored()).isZero();
  }

  /** A log that takes nothing: some wait, the others are told to come again; none is lost. */
  @Test
  void aStalledLogSlowsSendersAndLosesNothingThatWasAcknowledged() throws Exception {
    int senders = 40; // more than the gate has places at any heap
    world.log.stall();
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < senders; i++) {
        String line = "{\"d\":%d,\"t\":%d,\"v\":%d}\n".formatted(datastream, MARCH + i * 1_000L, i);
        answers.add(
            threads.submit(() ->
                world.send(
                    "POST",
                    "/api/ingest/observations",
                    line,
                    "Content-Type",
                    "application/x-ndjson")));
      }
      while (answers.stream().filter(Future::isDone).count() < senders - 32) {
        Thread.onSpinWait();
      }
      world.log.release();
    }
    int accepted = 0;
    int busy = 0;
    for (Future<HttpResponse<String>> answer : answers) {
      switch (answer.get().statusCode()) {
        case 200 -> accepted++;
        case 429 -> {
          busy++;
          assertThat(answer.get().headers().firstValue("Retry-After")).contains("1");
        }
        default -> throw new AssertionError(answer.get().body());
      }
    }
    assertThat(busy).isGreaterThanOrEqualTo(senders - 32);
    assertThat(accepted).isPositive().isEqualTo(senders - busy);
    assertThat(stored()).isEqualTo(accepted);
  }
}
