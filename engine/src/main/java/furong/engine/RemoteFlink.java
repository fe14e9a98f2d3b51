package furong.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.ExceptionInfo;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster elsewhere, spoken to over its REST door. The jars that the job needs go along
 * with it: our own and the Kafka connector; Flink itself is there already.
 *
 * <p>Checkpoints lie in a folder that all its machines must share; the data folder's is right only
 * on one machine, {@code FURONG_FLINK_CHECKPOINTS} names another (such as {@code s3://...}).
 */
public final class RemoteFlink implements FlinkRunner {

  /** A REST answer takes milliseconds; a minute means that nobody is there. */
  private static final long ANSWER_WITHIN_S = 60;

  /**
   * What the job uses beyond Flink's own distribution: our stages, the Kafka connector, and what
   * reading packs and compiling rules needs (YAML; CEL, whose jars have plain names, with protobuf,
   * ANTLR and Guava).
   */
  private static final Pattern JOB_JARS =
      Pattern.compile(
          "(furong-|flink-connector-|kafka-clients|lz4|zstd|snappy|snakeyaml-engine|jspecify|jts-core"
              + "|cel-|(common|compiler|protobuf|runtime|v1alpha1)-0\\.|protobuf-java|antlr4-runtime"
              + "|guava|failureaccess|re2j|threeten-extra).*");

  private final RestClusterClient<StandaloneClusterId> client;
  private final Configuration configuration;

  private RemoteFlink(RestClusterClient<StandaloneClusterId> client, Configuration configuration) {
    this.client = client;
    this.configuration = configuration;
  }

  /**
   * @param address {@code host:port} of the JobManager's REST door
   * @param folder for checkpoints when {@code FURONG_FLINK_CHECKPOINTS} names no other place
   * @throws EngineException {@code flink.unreachable} when nobody answers there
   */
  public static RemoteFlink connect(String address, Path folder) {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
      throw new EngineException(
          "setting.wrong", "--flink is \"" + address + "\" but must be host:port");
    }
    Configuration c = new Configuration();
    String host = address.substring(0, colon);
    c.set(RestOptions.ADDRESS, host);
    c.set(RestOptions.PORT, Integer.parseInt(address.substring(colon + 1)));
    c.set(JobManagerOptions.ADDRESS, host);
    String place = System.getenv("FURONG_FLINK_CHECKPOINTS");
    c.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        place == null ? folder.resolve("checkpoints").toUri().toString() : place);
    c.set(PipelineOptions.JARS, jobJars());
    try {
      var client = new RestClusterClient<>(c, StandaloneClusterId.getInstance());
      client.listJobs().get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
      return new RemoteFlink(client, c);
    } catch (Exception e) { // the client declares Exception
      throw new EngineException(
          "flink.unreachable", "no Flink JobManager answers at " + address, e);
    }
  }

  private static List<String> jobJars() {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isRegularFile(path) && JOB_JARS.matcher(path.getFileName().toString()).matches()) {
        jars.add(path.toUri().toString());
      }
    }
    return jars;
  }

  @Override
  public Configuration configuration() {
    return new Configuration(configuration);
  }

  @Override
  public void endFormer(String name) {
    try {
      for (JobStatusMessage former : client.listJobs().get(ANSWER_WITHIN_S, TimeUnit.SECONDS)) {
        if (former.getJobName().equals(name) && !former.getJobState().isGloballyTerminalState()) {
          cancel(former.getJobId());
          client.requestJobResult(former.getJobId()).get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a former job ended", e);
    } catch (Exception e) { // the client declares Exception
      throw new IllegalStateException("the former job does not end", e);
    }
  }

  @Override
  public JobID submit(StreamExecutionEnvironment job) {
    try {
      Configuration c = new Configuration((Configuration) job.getConfiguration());
      StreamGraph graph = PipelineExecutorUtils.getStreamGraph(job.getStreamGraph(), c);
      graph.serializeUserDefinedInstances();
      return client.submitJob(graph).get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
    } catch (Exception e) { // Flink declares Exception
      throw new IllegalStateException("Flink did not take the job", e);
    }
  }

  @Override
  public boolean isRunning(JobID job) {
    JobDetailsInfo details = client.getJobDetails(job).join();
    return details.getJobStatus() == JobStatus.RUNNING
        && details.getJobVertexInfos().stream()
            .allMatch(part -> part.getExecutionState() == ExecutionState.RUNNING);
  }

  @Override
  public Optional<String> lastFailure(JobID job) {
    JobExceptionsMessageParameters of = new JobExceptionsMessageParameters();
    of.jobPathParameter.resolve(job);
    return client
        .sendRequest(JobExceptionsHeaders.getInstance(), of, EmptyRequestBody.getInstance())
        .join()
        .getExceptionHistory()
        .getEntries()
        .stream()
        .max(Comparator.comparingLong(ExceptionInfo::getTimestamp))
        .map(ExceptionInfo::getStacktrace);
  }

  @Override
  public void checkpoint(JobID job) {
    client.triggerCheckpoint(job, CheckpointType.FULL).orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void cancel(JobID job) {
    client.cancel(job).orTimeout(ANSWER_WITHIN_S, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    client.close();
  }
}
