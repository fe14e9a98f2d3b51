package furong.engine;

import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where Flink jobs run: inside this process or on a cluster elsewhere. */
public interface FlinkRunner extends AutoCloseable {

  /** A copy to build a job's environment with; its checkpoint folder is set. */
  Configuration configuration();

  /**
   * Ends jobs of this name that a run which was killed left behind: they would go on beside the new
   * one, writing every effect a second time and removing the checkpoint that it begins at. A
   * cluster that ended with its process has none.
   */
  default void endFormer(String name) {}

  /** Sends the job and returns when it was taken, not when it runs ({@link #isRunning}). */
  JobID submit(StreamExecutionEnvironment job);

  /** Whether the job runs now: every part of it scheduled and restored, none restarting. */
  boolean isRunning(JobID job);

  /**
   * What the job failed with last, as the text of its stack trace: Flink keeps no more of it. Empty
   * when it never failed.
   */
  Optional<String> lastFailure(JobID job);

  /** Takes a checkpoint now, so that the next start has little to read again. */
  void checkpoint(JobID job);

  /** Stops the job and waits for it; the state stays in its last checkpoint. */
  void cancel(JobID job);

  @Override
  void close();
}
