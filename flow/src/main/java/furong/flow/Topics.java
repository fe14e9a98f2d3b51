package furong.flow;

import furong.observe.LogPositions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The two logs: what was observed, and what came of it. Both have one partition per shard. */
public final class Topics {

  public static final String OBSERVATIONS = "furong.observations";
  public static final String EFFECTS = "furong.effects";

  /**
   * Seven days: a historian or a stream that was down over a long holiday still finds everything.
   */
  private static final long RETENTION_MS = 7 * 86_400_000L;

  /** As the embedded broker: a batch of 100,000 readings fits in one entry. */
  static final int MAX_ENTRY_BYTES = 8 << 20;

  /** A replication factor: leave it to the brokers' own configuration. */
  public static final short BROKERS_CHOICE = -1;

  /** Longest wait for the broker at the start; an embedded one is ready before we are called. */
  private static final long WAIT_S = 60;

  private static final long POLL_MS = 50;

  private Topics() {}

  /**
   * Makes the topics where they are missing and checks that they are the ones that this database
   * knows.
   *
   * @param replicas copies of each entry: 1 for the embedded broker, {@link #BROKERS_CHOICE} for
   *     others, whose {@code min.insync.replicas} then counts too
   * @throws IllegalStateException when a topic has another number of partitions or was made anew
   *     while the positions refer to an earlier one
   */
  public static void ensure(String servers, int shards, short replicas, LogPositions positions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      for (String topic : List.of(OBSERVATIONS, EFFECTS)) {
        make(admin, topic, shards, replicas);
        check(admin, topic, shards, positions);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka at " + servers + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topics were made", e);
    }
  }

  private static void make(Admin admin, String topic, int shards, short replicas)
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> known = admin.listTopics().names().get(WAIT_S, TimeUnit.SECONDS);
    if (known.contains(topic)) {
      return;
    }
    NewTopic wanted =
        new NewTopic(topic, shards, replicas)
            .configs(
                Map.of(
                    "retention.ms", String.valueOf(RETENTION_MS),
                    "max.message.bytes", String.valueOf(MAX_ENTRY_BYTES)));
    try {
      admin.createTopics(List.of(wanted)).all().get(WAIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static void check(Admin admin, String topic, int shards, LogPositions positions)
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicDescription found = describe(admin, topic);
    if (found.partitions().size() != shards) {
      throw new IllegalStateException(
          "topic "
              + topic
              + " has "
              + found.partitions().size()
              + " partitions, the data folder was made for "
              + shards);
    }
    String identity = found.topicId().toString();
    Optional<String> known = positions.identity(topic);
    if (known.isEmpty()) {
      positions.identify(topic, identity);
    } else if (!known.get().equals(identity)) {
      throw new IllegalStateException(
          "topic "
              + topic
              + " was made anew ("
              + identity
              + ") but this database has read "
              + known.get()
              + ": log and database do not belong together");
    }
  }

  /** A topic that was just made takes a moment until every part of the broker knows it. */
  private static TopicDescription describe(Admin admin, String topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
    while (true) {
      try {
        return Objects.requireNonNull(
            admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(WAIT_S, TimeUnit.SECONDS)
                .get(topic));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(POLL_MS);
      }
    }
  }
}
