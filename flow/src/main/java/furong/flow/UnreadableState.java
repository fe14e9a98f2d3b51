package furong.flow;

import java.util.List;

/**
 * A checkpoint holds bytes that this build does not read: another version wrote them, or they are
 * broken. Reading is a function of the bytes alone, so it fails the same way at each attempt.
 *
 * <p>Flink tells of a failure as text, and from a cluster elsewhere as nothing else; so what it was
 * is read out of the trace.
 */
public final class UnreadableState extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The job has other parts than the checkpoint, or other limits: Flink says so before it runs. */
  private static final String OTHER_PARTS = "Failed to rollback to checkpoint/savepoint";

  /** Where Flink itself puts a state back; anything of these may also be a disk that stumbles. */
  private static final List<String> RESTORING =
      List.of(
          "BackendBuildingException",
          "StreamOperatorStateContext",
          ".initializeState(",
          ".resetToCheckpoint(");

  /**
   * What bytes of another version, or broken ones, come to in Flink's own readers. A missing file
   * is not among them: {@link Checkpoints} looks for those, and too many open ones are told
   * likewise.
   */
  private static final List<String> OF_THE_BYTES =
      List.of(
          "java.io.InvalidClassException",
          "java.io.StreamCorruptedException",
          "java.io.EOFException",
          "java.io.UTFDataFormatException",
          "java.lang.ClassNotFoundException",
          "java.lang.ClassCastException",
          "org.apache.flink.util.StateMigrationException",
          "Unrecognized version or corrupt state",
          "Unknown version");

  UnreadableState(String what, RuntimeException cause) {
    super(what + " cannot be read", cause);
  }

  /**
   * Whether a job failed since its checkpoint cannot be read, and will for ever.
   *
   * @param trace of what it failed with; what is not known for sure, such as a disk that cannot be
   *     read just now, is not
   */
  public static boolean isToldBy(String trace) {
    return trace.contains(UnreadableState.class.getName() + ": ")
        || trace.contains(OTHER_PARTS)
        || (isRestoring(trace) && OF_THE_BYTES.stream().anyMatch(trace::contains));
  }

  /** Whether a job failed while its checkpoint was read, for whatever reason. */
  public static boolean isRestoring(String trace) {
    return RESTORING.stream().anyMatch(trace::contains) || trace.contains(OTHER_PARTS);
  }
}
