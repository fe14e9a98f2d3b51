package furong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterTest {

  @TempDir Path folder;

  @Test
  void runsAJobToItsEnd() throws Exception {
    try (var flink = FlinkCluster.start(folder, 2)) {
      Path out = folder.resolve("sum");
      StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink.configuration());
      env.setParallelism(1);
      String target = out.toString();
      env.fromSequence(1, 10)
          .keyBy(n -> n % 2)
          .map(n -> {
            Files.writeString(
                Path.of(target),
                n + "\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
            return n;
          })
          .sinkTo(new org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink<>());
      JobID job = flink.submit(env);
      Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
      while (flink.status(job) != JobStatus.FINISHED && Instant.now().isBefore(deadline)) {
        Thread.sleep(20);
      }
      assertThat(flink.status(job)).isEqualTo(JobStatus.FINISHED);
      // 1 + 2 + ... + 10 = 55
      assertThat(Files.readAllLines(out).stream().mapToLong(Long::parseLong).sum()).isEqualTo(55);
    }
  }
}
