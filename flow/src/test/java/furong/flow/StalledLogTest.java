package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.LogCodec;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import furong.observe.LogUnavailable;
import furong.observe.ReadingBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that takes next to nothing from the gateway: 100,000 bytes a second. It then shuts the
 * gateway's connection for the time by which it had too much over the last ten seconds: some twenty
 * seconds for five entries that were under way. A smaller quota would shut it for minutes.
 */
class StalledLogTest {

  /** Readings of a batch; with values that do not pack it is some 400 KB in the log. */
  private static final int READINGS = 40_000;

  /** What the gateway lets wait: 48 MB. */
  private static final long UNDER_WAY = 48L << 20;

  /** 80 MB: more than may wait. */
  private static final int BATCHES = 200;

  @TempDir Path folder;
  private FlowWorld world;

  private record Sent(long firstId, long bytes, CompletableFuture<Void> done) {}

  @BeforeEach
  void start() {
    world = new FlowWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /**
   * @param bytesASecond null for no limit
   */
  private void quota(Double bytesASecond) throws Exception {
    ClientQuotaEntity gateway =
        new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "furong-gateway"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", world.servers()))) {
      admin
          .alterClientQuotas(
              List.of(
                  new ClientQuotaAlteration(
                      gateway,
                      List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesASecond)))))
          .all()
          .get();
    }
  }

  private static Sent send(KafkaLogGateway gateway, long firstId, Random random) {
    ReadingBlock block = new ReadingBlock(READINGS);
    for (int i = 0; i < READINGS; i++) {
      block.add(1, firstId + i, FlowWorld.NEW_YEAR + firstId + i, random.nextDouble(), null);
    }
    long bytes = LogCodec.encode(new LogRecord.Readings(FlowWorld.NEW_YEAR, "", block)).length;
    return new Sent(
        firstId, bytes, gateway.append("", FlowWorld.NEW_YEAR, Arrays.asList(block, null)));
  }

  private static LogUnavailable.Reason refusal(Sent sent) {
    try {
      sent.done().join();
      return null;
    } catch (CompletionException e) {
      return ((LogUnavailable) e.getCause()).reason();
    }
  }

  @Test
  void whatDoesNotFitIsToldToComeAgainAndWhatIsAcknowledgedIsThere() throws Exception {
    try (KafkaLogGateway gateway = world.gateway(new LogProgress(FlowWorld.SHARDS))) {
      Random random = new Random(5);
      assertThat(refusal(send(gateway, 1, random))).as("an open road").isNull();
      quota(100_000.0);
      List<Sent> all = new ArrayList<>();
      int busy = 0;
      for (int i = 1; i <= BATCHES && busy < 3; i++) {
        Sent sent = send(gateway, 1L + (long) i * READINGS, random);
        all.add(sent);
        busy += sent.done().isCompletedExceptionally() ? 1 : 0;
      }
      assertThat(busy).as("refused at once, without waiting for the log").isEqualTo(3);
      assertThat(refusal(all.getLast())).isEqualTo(LogUnavailable.Reason.BUSY);
      assertThat(all.stream().filter(s -> !s.done().isDone()).mapToLong(Sent::bytes).sum())
          .as("bytes that wait in memory")
          .isLessThanOrEqualTo(UNDER_WAY);
      quota(null);
      FlowWorld.await("each is told", () -> all.stream().allMatch(s -> s.done().isDone()));
      FlowWorld.await(
          "the road is open again",
          () -> {
            Sent again = send(gateway, 1L + (BATCHES + 1L + all.size()) * READINGS, random);
            all.add(again);
            return refusal(again) == null;
          });
      Set<Long> stored = storedFirstIds();
      assertThat(all.stream().filter(s -> !s.done().isCompletedExceptionally()).map(Sent::firstId))
          .isNotEmpty()
          .isSubsetOf(stored);
    }
  }

  private Set<Long> storedFirstIds() {
    Set<Long> ids = new HashSet<>();
    for (LogRecord entry : world.log().getFirst()) {
      if (entry instanceof LogRecord.Readings readings) {
        ids.add(readings.block().id(0));
      }
    }
    return ids;
  }
}
