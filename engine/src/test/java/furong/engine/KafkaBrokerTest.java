package furong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

  private static final String TOPIC = "notes";

  @TempDir Path folder;

  @Test
  void keepsWhatWasAcknowledgedOverARestart() throws Exception {
    try (var first = KafkaBroker.start(folder)) {
      makeTopic(first);
      write(first, "kept");
    }
    try (var second = KafkaBroker.start(folder, KafkaBroker.Durability.DISK)) {
      write(second, "kept on disk");
      assertThat(read(second, 2)).containsExactly("kept", "kept on disk");
    }
  }

  @Test
  void refusesAFolderInUse() {
    try (var first = KafkaBroker.start(folder)) {
      assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");
      assertThatThrownBy(() -> KafkaBroker.start(folder))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("in use");
    }
  }

  private static void makeTopic(KafkaBroker kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void write(KafkaBroker kafka, String text) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] value = text.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(TOPIC, 0, null, value)).get();
    }
  }

  private static List<String> read(KafkaBroker kafka, int wanted) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> found = new java.util.ArrayList<>();
      for (int polls = 0; found.size() < wanted && polls < 50; polls++) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(r -> found.add(new String(r.value(), StandardCharsets.UTF_8)));
      }
      return found;
    }
  }
}
