package furong.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster inside this process: one JobManager and one TaskManager that share an RPC
 * service, with a REST door on a random loopback port that only Flink itself uses.
 *
 * <pre>{@code
 * try (FlinkCluster flink = FlinkCluster.start(dir, 2)) {
 *   StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink.configuration());
 *   ...
 *   JobID job = flink.submit(env);
 * }
 * }</pre>
 *
 * It has no high availability: after a restart the job must be submitted again, and goes on from
 * the checkpoint named by {@code execution.state-recovery.path} in its configuration.
 */
public final class FlinkCluster implements FlinkRunner {

  /** Stopping means cancelling tasks that sit in a poll of at most some 100 ms. */
  private static final long STOP_WITHIN_S = 20;

  private final MiniCluster cluster;
  private final Configuration configuration;

  private FlinkCluster(MiniCluster cluster, Configuration configuration) {
    this.cluster = cluster;
    this.configuration = configuration;
  }

  /**
   * @param folder for checkpoints ({@code folder/checkpoints}) and scratch files
   * @param slots how many subtasks run side by side; the cores are a good number
   */
  public static FlinkCluster start(Path folder, int slots) {
    Configuration c = configuration(folder.toAbsolutePath().normalize());
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(c)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
    } catch (Exception e) { // the cluster declares Exception
      cluster.closeAsync();
      throw new EngineException("flink.start", "Flink could not start: " + e.getMessage(), e);
    }
    return new FlinkCluster(cluster, c);
  }

  private static Configuration configuration(Path folder) {
    Configuration c = new Configuration();
    c.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    c.set(RestOptions.ADDRESS, "127.0.0.1");
    c.set(RestOptions.BIND_PORT, "0");
    c.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    c.set(
        org.apache.flink.configuration.CoreOptions.TMP_DIRS, folder.resolve("scratch").toString());
    c.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    // the newest may be torn by a loss of power; then the one before it serves. Only a cluster's
    // own
    // configuration says this, a job's is not asked
    c.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    // the shuffles of one small job: 256 buffers of 32 KB; all other memory is the heap we share
    c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(8));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(8));
    c.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1)); // state is on the heap
    return c;
  }

  @Override
  public Configuration configuration() {
    return new Configuration(configuration);
  }

  @Override
  public JobID submit(StreamExecutionEnvironment job) {
    try {
      StreamGraph graph =
          PipelineExecutorUtils.getStreamGraph(
              job.getStreamGraph(), new Configuration((Configuration) job.getConfiguration()));
      graph.serializeUserDefinedInstances();
      return cluster.submitJob(graph).get(60, TimeUnit.SECONDS).getJobID();
    } catch (Exception e) { // Flink declares Exception
      throw new IllegalStateException("Flink did not take the job", e);
    }
  }

  @Override
  public boolean isRunning(JobID job) {
    return status(job) == JobStatus.RUNNING
        && cluster.getExecutionGraph(job).join().getAllVertices().values().stream()
            .allMatch(part -> part.getAggregateState() == ExecutionState.RUNNING);
  }

  @Override
  public Optional<String> lastFailure(JobID job) {
    return Optional.ofNullable(cluster.getExecutionGraph(job).join().getFailureInfo())
        .map(ErrorInfo::getExceptionAsString);
  }

  public JobStatus status(JobID job) {
    return cluster.getJobStatus(job).join();
  }

  @Override
  public void checkpoint(JobID job) {
    cluster.triggerCheckpoint(job, CheckpointType.FULL).orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void cancel(JobID job) {
    cluster.cancelJob(job).orTimeout(STOP_WITHIN_S, TimeUnit.SECONDS).join();
    cluster.requestJobResult(job).orTimeout(STOP_WITHIN_S, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    try {
      cluster.closeAsync().get(STOP_WITHIN_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      // the process ends after this; checkpoints are complete or absent, so nothing is lost
    }
  }
}
