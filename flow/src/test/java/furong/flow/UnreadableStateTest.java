package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.UncheckedIOException;
import org.apache.flink.runtime.state.BackendBuildingException;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;

/** What is read out of the trace of a job that failed. */
class UnreadableStateTest {

  private static String trace(Throwable failure) {
    return ExceptionUtils.stringifyException(new RuntimeException("the task failed", failure));
  }

  @Test
  void aStateThatTheJudgeRefusesIsUnreadable() {
    Exception refused =
        new UnreadableState(
            "the state of shard 3", new UncheckedIOException(new IOException("format 7")));
    assertThat(UnreadableState.isToldBy(trace(refused))).isTrue();
  }

  @Test
  void bytesThatFlinkItselfDoesNotReadAreUnreadable() {
    Exception restoring =
        new BackendBuildingException(
            "Failed when trying to restore operator state backend",
            new InvalidClassException("a.Serializer", "serialVersionUID 1, not 2"));
    assertThat(UnreadableState.isToldBy(trace(restoring))).isTrue();
    Exception parts =
        new IllegalStateException(
            "Failed to rollback to checkpoint/savepoint file:/c/chk-7. Cannot map checkpoint/savepoint"
                + " state for operator 12 to the new program");
    assertThat(UnreadableState.isToldBy(trace(parts))).isTrue();
  }

  @Test
  void aDiskThatStumblesWhileAStateIsReadMayReadItTheNextTime() {
    Exception stumbled =
        new BackendBuildingException(
            "Failed when trying to restore operator state backend",
            new IOException("Input/output error"));
    assertThat(UnreadableState.isToldBy(trace(stumbled))).isFalse();
    assertThat(UnreadableState.isRestoring(trace(stumbled))).isTrue();
  }

  @Test
  void whatFailsLaterOnIsNotTheCheckpointsFault() {
    Exception later = new IOException("the broker is gone", new java.io.EOFException());
    assertThat(UnreadableState.isToldBy(trace(later))).isFalse();
    assertThat(UnreadableState.isRestoring(trace(later))).isFalse();
    assertThat(UnreadableState.isToldBy("")).isFalse();
  }
}
