package furong.app.replay;

import furong.app.replay.Sample.Stream;
import furong.base.Notice;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The samples of several files in order of time; of equal times the file named first goes first, so
 * the order is the same at every reading. Each file must be in order of time itself. It holds one
 * row of each file.
 */
public final class MergedSamples implements Closeable {

  private record Head(int file, List<Sample> row) {
    long timeMs() {
      return row.getFirst().timeMs();
    }
  }

  private final List<SampleFile> files = new ArrayList<>();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong(Head::timeMs).thenComparingInt(Head::file));
  private final Deque<Sample> ready = new ArrayDeque<>();

  public static MergedSamples open(
      List<Path> paths, List<Mapping> mappings, Consumer<Notice> notices) throws IOException {
    MergedSamples merged = new MergedSamples();
    try {
      for (Path path : paths) {
        merged.files.add(SampleFile.open(path, mappings, notices));
      }
    } catch (IOException | RuntimeException e) {
      merged.close();
      throw e;
    }
    for (int i = 0; i < merged.files.size(); i++) {
      merged.advance(i);
    }
    return merged;
  }

  private void advance(int file) {
    List<Sample> row = files.get(file).next();
    if (!row.isEmpty()) {
      heads.add(new Head(file, row));
    }
  }

  /** The next sample in order of time; null at the end. */
  public @Nullable Sample next() {
    if (ready.isEmpty()) {
      @Nullable Head head = heads.poll();
      if (head == null) {
        return null;
      }
      ready.addAll(head.row());
      advance(head.file());
    }
    return ready.poll();
  }

  public List<Stream> streams() {
    return files.stream().flatMap(f -> f.streams().stream()).distinct().toList();
  }

  public List<Mapping> mappings() {
    return files.stream().map(SampleFile::mapping).distinct().toList();
  }

  /** Bytes of all files that are read. */
  public long bytesRead() {
    return files.stream().mapToLong(SampleFile::bytesRead).sum();
  }

  @Override
  public void close() throws IOException {
    for (SampleFile file : files) {
      file.close();
    }
  }
}
