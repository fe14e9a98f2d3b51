package furong.app;

import furong.engine.EngineException;
import furong.engine.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that holds everything one Furong keeps, marked as such by {@code furong-data.json},
 * held by one process at a time.
 *
 * <pre>
 * data/
 *   furong-data.json    what this folder is: format, id, city, shards
 *   demo-logins.txt     passwords of the demo users (mode 600)
 *   furong.log          the program's own log
 *   postgres/           the record: register, cases, people, indicators
 *   kafka/              the log of observations and of effects
 *   flink/              checkpoints of the rules' state
 *   history/            observations as Parquet segments
 *   photos/             photographs of cases
 * </pre>
 */
public final class DataFolder implements AutoCloseable {

  /** Raised when the layout changes so that an older program could not read it. */
  static final int FORMAT = 1;

  private static final String MARK = "furong-data.json";

  /** Below this PostgreSQL and Kafka soon fail half way: their first files take 120 MB. */
  private static final long LEAST_FREE_BYTES = 512L << 20;

  /** What {@code furong-data.json} says. */
  public record About(
      int format, String id, String city, int shards, String createdBy, Instant createdAt) {}

  private final Path path;
  private final FolderLock lock;
  private final About about;

  private DataFolder(Path path, FolderLock lock, About about) {
    this.path = path;
    this.lock = lock;
    this.about = about;
  }

  /**
   * Opens the folder, makes it when there is none.
   *
   * @throws EngineException when it is somebody else's, newer, of another city, in use, or full
   */
  public static DataFolder open(Path path, String city, int shards, Instant now) {
    try {
      Path mark = path.resolve(MARK);
      if (!Files.exists(mark)) {
        refuseForeign(path);
      }
      Files.createDirectories(path);
      FolderLock lock = FolderLock.take(path);
      try {
        refuseFull(path);
        About about = Files.exists(mark) ? read(mark) : make(mark, city, shards, now);
        check(path, about, city);
        return new DataFolder(path, lock, about);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (java.nio.file.FileSystemException e) {
      throw new EngineException(
          "data.access", "cannot write the data folder " + path + ": " + e.getReason(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseForeign(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    if (!Files.isDirectory(path)) {
      throw new EngineException("data.foreign", path + " is a file; --data needs a folder");
    }
    try (Stream<Path> inside = Files.list(path)) {
      if (inside.anyMatch(p -> !p.endsWith("lock"))) {
        throw new EngineException(
            "data.foreign",
            path + " holds files that are not furong's; choose an empty or new folder with --data");
      }
    }
  }

  private static void refuseFull(Path path) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new EngineException(
          "disk.full",
          "the disk of "
              + path
              + " has only "
              + (free >> 20)
              + " MB left; furong needs "
              + (LEAST_FREE_BYTES >> 20)
              + " MB to start");
    }
  }

  private static About read(Path mark) throws IOException {
    try {
      return JsonMapper.shared().readValue(Files.readString(mark), About.class);
    } catch (JacksonException e) {
      throw new EngineException(
          "data.foreign", mark + " is not readable as furong's: " + e.getOriginalMessage(), e);
    }
  }

  private static About make(Path mark, String city, int shards, Instant now) throws IOException {
    About about =
        new About(
            FORMAT, UUID.randomUUID().toString(), city, shards, "furong " + Version.text(), now);
    Path fresh = mark.resolveSibling(MARK + ".new");
    Files.writeString(
        fresh,
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(about)
            + "\n");
    try {
      Files.move(fresh, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, mark, StandardCopyOption.REPLACE_EXISTING);
    }
    return about;
  }

  private static void check(Path path, About about, String city) {
    if (about.format() > FORMAT) {
      throw new EngineException(
          "data.newer",
          path
              + " was written by a newer furong ("
              + about.createdBy()
              + ", format "
              + about.format()
              + "); this one reads format "
              + FORMAT);
    }
    if (!about.city().equals(city)) {
      throw new EngineException(
          "data.city",
          path
              + " belongs to the city "
              + about.city()
              + ", not "
              + city
              + "; choose another --data");
    }
  }

  public Path path() {
    return path;
  }

  public About about() {
    return about;
  }

  @Override
  public void close() {
    lock.close();
  }
}
