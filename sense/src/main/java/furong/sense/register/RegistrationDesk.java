package furong.sense.register;

import furong.base.Transactions;
import furong.city.Divisions;
import furong.observe.LogUnavailable;
import furong.pack.PackBook;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Role;
import furong.sense.register.RowReader.BadRow;
import furong.store.sta.Changes;
import furong.store.sta.EntityStore;
import furong.store.sta.NewStream;
import furong.store.sta.Registrations;
import furong.store.sta.Registrations.Fault;
import furong.store.sta.Registrations.Form;
import furong.store.sta.Registrations.Registration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files of new datastreams and works through them, one file at a time, in batches of rows.
 * What a batch made, what it refused and how far it came are one transaction, so that after a kill
 * at any moment the next start goes on behind the last batch.
 */
public final class RegistrationDesk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RegistrationDesk.class);

  /** Some 2 MB of text and a quarter of a second; what a kill makes it do again. */
  public static final int BATCH = 5_000;

  /** 22 million rows of 150 bytes; a file beyond it is cut in two by its keeper. */
  private static final long MOST_BYTES = 4L << 30;

  /** The log is back within seconds after a stall. */
  private static final long AGAIN_SECONDS = 2;

  private final Registrations registrations;
  private final EntityStore store;
  private final PackBook packs;
  private final Divisions divisions;
  private final AuditTrail trail;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Path folder;
  private final int batch;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("registration").factory());
  private volatile boolean closed;

  /**
   * @param folder where files wait; of this process alone
   * @param batch rows that are kept as one
   */
  public RegistrationDesk(
      Registrations registrations,
      EntityStore store,
      PackBook packs,
      Divisions divisions,
      AuditTrail trail,
      Transactions transactions,
      InstantSource clock,
      Path folder,
      int batch) {
    this.registrations = registrations;
    this.store = store;
    this.packs = packs;
    this.divisions = divisions;
    this.trail = trail;
    this.transactions = transactions;
    this.clock = clock;
    this.folder = folder;
    this.batch = batch;
  }

  /** The file is larger than is taken. */
  static final class TooLarge extends IOException {
    TooLarge() {
      super("a file has at most " + (MOST_BYTES >> 30) + " GiB");
    }
  }

  /** Goes on with what the last stop left. */
  public void start() {
    registrations.open().forEach(r -> worker.execute(() -> work(r.id())));
  }

  /**
   * Takes a file; when this returns it is safe on the disk and will be worked through.
   *
   * @param caller the person who sent it; null for a program
   * @param source who sent it, in a word
   */
  Registration take(
      String name, Form form, InputStream body, @Nullable Caller caller, String source)
      throws IOException {
    Files.createDirectories(folder);
    Path arriving = folder.resolve("arriving-" + UUID.randomUUID());
    try {
      long bytes = spool(body, arriving);
      long id =
          transactions.inOne(() -> {
            long made = registrations.begin(name, form, bytes, clock.instant(), source);
            if (caller != null) {
              trail.append(
                  AuditEntry.of(
                      clock.instant(),
                      caller,
                      Role.ADMIN.name(),
                      "registration.begin",
                      "registration/" + made,
                      Map.of(),
                      Map.of("name", name, "bytes", Long.toString(bytes))));
            }
            place(arriving, made);
            return made;
          });
      worker.execute(() -> work(id));
      return registrations.find(id).orElseThrow();
    } finally {
      Files.deleteIfExists(arriving);
    }
  }

  private static long spool(InputStream body, Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[256 * 1024];
      long bytes = 0;
      int n;
      while ((n = body.read(buffer)) >= 0) {
        bytes += n;
        if (bytes > MOST_BYTES) {
          throw new TooLarge();
        }
        java.nio.ByteBuffer part = java.nio.ByteBuffer.wrap(buffer, 0, n);
        while (part.hasRemaining()) {
          out.write(part);
        }
      }
      out.force(true);
      return bytes;
    }
  }

  private void place(Path arriving, long id) {
    try {
      Files.move(arriving, file(id), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the file of registration " + id + " cannot be kept", e);
    }
  }

  private Path file(long id) {
    return folder.resolve(id + ".lines");
  }

  private void work(long id) {
    try {
      while (!closed && step(id)) {
        // the next batch
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("registration {} stops", id, e);
      registrations.end(id, clock.instant(), String.valueOf(e.getMessage()));
    }
  }

  /** One batch; false when there is no other. */
  private boolean step(long id) throws IOException {
    Registration r = registrations.find(id).orElseThrow();
    if (r.ended() != null) {
      return false;
    }
    try {
      if (r.doneBytes() >= r.bytes()) {
        store.settle();
        registrations.end(id, clock.instant(), null);
        Files.deleteIfExists(file(id));
        return false;
      }
      batch(r);
    } catch (LogUnavailable e) {
      // what the batch made is kept; the log hears of it later
      LOG.warn("registration {} waits for the log: {}", id, e.getMessage());
      pause();
    } catch (BadRow e) {
      registrations.end(id, clock.instant(), e.message());
      Files.deleteIfExists(file(id));
      return false;
    }
    return true;
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(AGAIN_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void batch(Registration r) throws IOException {
    RowReader reader;
    try (LineFile head = new LineFile(file(r.id()), 0)) {
      String first = head.next();
      reader = new RowReader(r.form(), first == null ? "" : first, packs, divisions);
    }
    List<NewStream> rows = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    long line = r.rows();
    long position;
    try (LineFile file = new LineFile(file(r.id()), r.doneBytes())) {
      String text;
      while (line - r.rows() < batch && (text = file.next()) != null) {
        line++;
        if (text.isBlank() || line == 1 && r.form() == Form.CSV) {
          continue;
        }
        try {
          rows.add(reader.read(text));
        } catch (BadRow e) {
          faults.add(new Fault(line, e.code(), e.message()));
        }
      }
      position = file.position();
    }
    long lines = line;
    Changes changes = new Changes();
    store.together(
        changes,
        () -> {
          EntityStore.Registered made = store.register(rows, changes);
          registrations.advance(r.id(), position, lines, made, faults);
          return made;
        });
  }

  Registrations registrations() {
    return registrations;
  }

  /** What is not through goes on at the next start. */
  @Override
  public void close() {
    closed = true;
    worker.shutdown();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
