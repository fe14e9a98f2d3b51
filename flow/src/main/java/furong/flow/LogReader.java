package furong.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all shards of a topic from given positions; groups and commits are not its matter. */
final class LogReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  LogReader(String servers, String topic, int shards, String name) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", servers);
    properties.put("client.id", name);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "none"); // a position that is not there is a fault
    properties.put("max.poll.records", 2_000); // chunks of hundreds of readings each
    properties.put("fetch.max.bytes", 16 << 20); // bounds what waits in memory
    properties.put("max.partition.fetch.bytes", Topics.MAX_ENTRY_BYTES);
    properties.put("receive.buffer.bytes", 1 << 20); // loopback: fewer system calls
    properties.put("enable.metrics.push", false); // nobody collects them
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (int shard = 0; shard < shards; shard++) {
      partitions.add(new TopicPartition(topic, shard));
    }
    consumer.assign(partitions);
  }

  void seek(int shard, long offset) {
    consumer.seek(partitions.get(shard), offset);
  }

  /** Reads only these shards from now on. */
  void only(List<Integer> shards) {
    consumer.assign(shards.stream().map(partitions::get).toList());
  }

  /** First offset that the log still holds, per shard. */
  long[] beginnings() {
    return offsets(consumer.beginningOffsets(partitions));
  }

  /** Next offset to be written, per shard. */
  long[] ends() {
    return offsets(consumer.endOffsets(partitions));
  }

  private long[] offsets(Map<TopicPartition, Long> found) {
    return partitions.stream().mapToLong(p -> found.getOrDefault(p, 0L)).toArray();
  }

  ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
    return consumer.poll(atMost);
  }

  /** Makes a running or coming poll return by an exception; the only thread-safe call. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
