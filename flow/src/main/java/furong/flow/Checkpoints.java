package furong.flow;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where the stream can go on: the newest checkpoint in a folder that is there in full. Only
 * for folders of this machine; a cluster elsewhere keeps its own.
 */
public final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  private static final String METADATA = "_metadata";

  /** job / chk-n / _metadata. */
  private static final int DEPTH = 3;

  /** As many as a run keeps, so all of one that another build left. */
  private static final int KEPT_ASIDE = 3;

  private Checkpoints() {}

  /**
   * The newest complete checkpoint, as a path for {@link FurongJob#configure}; empty when there is
   * none, and the stream begins at the beginning of the log.
   */
  public static Optional<String> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      List<Path> found =
          files
              .filter(f -> f.getFileName().toString().equals(METADATA))
              .sorted(Comparator.comparing(Checkpoints::writtenAt).reversed())
              .toList();
      for (Path metadata : found) {
        if (isComplete(metadata)) {
          return Optional.of(folderOf(metadata));
        }
        LOG.warn("checkpoint {} is not complete, looking for an older one", metadata);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoints in " + folder + " cannot be listed", e);
    }
  }

  /**
   * Takes a checkpoint that cannot be read out of the folder, into {@code unreadable} beside it:
   * the stream goes on without it, and whoever wants to know why it could not be read has it still.
   *
   * @param from as {@link #newest} gave it
   * @return where it is now
   */
  public static Path setAside(Path folder, String from) {
    Path unreadable = Path.of(URI.create(from));
    Path aside = folder.resolveSibling("unreadable");
    try {
      Files.createDirectories(aside);
      Path now =
          aside.resolve(
              unreadable.getName(unreadable.getNameCount() - 2) + "-" + unreadable.getFileName());
      Files.move(unreadable, now);
      Files.setLastModifiedTime(now, writtenAt(now.resolve(METADATA)));
      forgetOld(aside);
      return now;
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + from + " cannot be set aside", e);
    }
  }

  private static void forgetOld(Path aside) throws IOException {
    try (Stream<Path> all = Files.list(aside)) {
      List<Path> old =
          all.sorted(Comparator.comparing(Checkpoints::writtenAt).reversed())
              .skip(KEPT_ASIDE)
              .toList();
      for (Path each : old) {
        remove(each);
      }
    }
  }

  /**
   * Removes the checkpoints of earlier runs, once the present one has a checkpoint of its own.
   *
   * @param job id of the present run, which is the name of its folder
   */
  public static void sweep(Path folder, String job) {
    if (!Files.isDirectory(folder.resolve(job)) || newest(folder.resolve(job)).isEmpty()) {
      return; // the next start does it
    }
    try (Stream<Path> jobs = Files.list(folder)) {
      for (Path old : jobs.filter(f -> !f.getFileName().toString().equals(job)).toList()) {
        remove(old);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("old checkpoints in {} stay: {}", folder, e.toString());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static String folderOf(Path metadata) {
    return metadata.resolveSibling("").toUri().toString();
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static boolean isComplete(Path metadata) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
      CheckpointMetadata read =
          org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
              in, Checkpoints.class.getClassLoader(), folderOf(metadata));
      for (OperatorState operator : read.getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            if (!isThere(handle.getDelegateStateHandle())) {
              return false;
            }
          }
        }
      }
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be read: {}", metadata, e.toString());
      return false;
    }
  }

  private static boolean isThere(StreamStateHandle handle) throws IOException {
    if (handle instanceof FileStateHandle file) {
      Path path = Path.of(file.getFilePath().toUri().getPath());
      return Files.isRegularFile(path) && Files.size(path) >= file.getStateSize();
    }
    return true; // small state stands in the metadata itself
  }
}
