package furong.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A durable PostgreSQL as a child process, with everything in one folder.
 *
 * <pre>{@code
 * try (PostgresProcess postgres = PostgresProcess.start(dir)) {
 *   postgres.dataSource().getConnection() ...
 * }
 * }</pre>
 *
 * It listens on loopback only, with a random password that lies in the folder (mode 600). It writes
 * through to disk before it acknowledges (fsync and synchronous_commit on). It survives a {@code
 * kill -9} of any part: killed alone it is started again, killed with us the next start clears away
 * what is left; PostgreSQL recovers. First start about 2 s, later ones about 0.3 s on a quiet
 * machine.
 */
public final class PostgresProcess implements AutoCloseable {

  private static final String NAME = "furong";

  /**
   * Recovery after a crash replays at most max_wal_size (512 MB), some 10 s; then a wide margin.
   */
  private static final long READY_WITHIN_MS = 180_000;

  /** How long an orphan or a closing server may take for its last checkpoint. */
  private static final long STOP_WITHIN_MS = 30_000;

  /** Poll interval while it starts or stops: short against the 300 ms that a start takes. */
  private static final long POLL_MS = 15;

  /** Pause before a start that failed is tried again: a full disk is not empty at once. */
  private static final long AGAIN_MS = 1_000;

  private final FolderLock lock;
  private volatile Process process;
  private volatile boolean closing;
  private final Path data;
  private final int port;
  private final String password;

  private PostgresProcess(FolderLock lock, Process process, Path data, int port, String password) {
    this.lock = lock;
    this.process = process;
    this.data = data;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts it on a free port, the one of last time when it can be had.
   *
   * @throws EngineException when the machine or the folder does not allow it, in one line
   */
  public static PostgresProcess start(Path folder) {
    try {
      FolderLock lock = FolderLock.take(folder);
      try {
        return start(folder.toAbsolutePath().normalize(), lock);
      } catch (IOException | RuntimeException | InterruptedException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL cannot start in " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL started", e);
    }
  }

  private static PostgresProcess start(Path folder, FolderLock lock)
      throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    Path log = folder.resolve("postgres.log");
    Path binaries = PostgresBinaries.find(folder.resolve("binaries"));
    @Nullable OsUser as = OsUser.current().isRoot() ? OsUser.unprivileged(data) : null;
    Files.deleteIfExists(log); // one run's worth: enough to explain a failed start
    Files.createFile(log);
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise(folder, data, binaries, as, log);
    }
    checkVersion(data, binaries);
    String password = Files.readString(folder.resolve("password")).strip();
    clearOrphans(data);
    int port = Ports.keptOrNew(folder.resolve("port"));
    PostgresConfig.write(data, port, as);
    Process process = launch(binaries, as, data, log);
    PostgresProcess started = new PostgresProcess(lock, process, data, port, password);
    try {
      started.awaitReady(log);
      started.makeDatabase();
      started.watch(() -> launch(binaries, as, data, log), log);
    } catch (IOException | RuntimeException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
    return started;
  }

  private static Process launch(Path binaries, @Nullable OsUser as, Path data, Path log)
      throws IOException {
    return ChildProcess.start(
        List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString()), as, data, log);
  }

  private interface Launch {
    Process again() throws IOException;
  }

  /** Starts it again, on the same folder and port, when it ends without being asked to. */
  private void watch(Launch launch, Path log) {
    process
        .onExit()
        .thenRunAsync(
            () -> revive(launch, log),
            work -> Thread.ofPlatform().name("furong-postgres-watch").daemon().start(work));
  }

  private void revive(Launch launch, Path log) {
    while (!closing) {
      try {
        clearOrphans(data);
        synchronized (this) {
          if (closing) {
            return;
          }
          process = launch.again();
        }
        awaitReady(log);
        watch(launch, log);
        return;
      } catch (IOException | EngineException e) {
        // those who ask the database say what is wrong; it may get better
        waitToTryAgain();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void waitToTryAgain() {
    try {
      Thread.sleep(AGAIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void initialise(
      Path folder, Path data, Path binaries, @Nullable OsUser as, Path log)
      throws IOException, InterruptedException {
    Path fresh = folder.resolve("data.new");
    PostgresBinaries.delete(fresh); // left by a first start that was killed
    PostgresBinaries.delete(data);
    Files.createDirectory(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    byte[] random = new byte[24]; // 192 bits: nobody guesses it
    new SecureRandom().nextBytes(random);
    Path password = folder.resolve("password");
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, HexFormat.of().formatHex(random) + "\n");
    if (as != null) {
      as.own(fresh);
      as.own(password);
    }
    Process initdb =
        ChildProcess.start(
            List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + NAME,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-instructions"),
            as,
            fresh,
            log);
    if (initdb.waitFor() != 0) {
      throw failed("postgres.initdb", "PostgreSQL could not make its data folder", log);
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void checkVersion(Path data, Path binaries) throws IOException {
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    String catalog = Files.readString(binaries.resolve("share/postgresql/postgres.bki"));
    String ours = catalog.lines().findFirst().orElse("").replaceAll("\\D", "");
    if (!version.equals(ours)) {
      throw new EngineException(
          "data.version",
          data + " was written by PostgreSQL " + version + ", this furong brings " + ours);
    }
  }

  /**
   * A server left over by a killed process still works in the data folder: stop it. Its pid file
   * may also name a pid that now belongs to somebody else; then only the file goes. The folder's
   * lock is ours, so no living furong is disturbed.
   */
  private static void clearOrphans(Path data) throws IOException, InterruptedException {
    for (String signal : List.of("INT", "QUIT", "KILL")) {
      List<Long> left = ChildProcess.workingIn(data);
      if (left.isEmpty()) {
        break;
      }
      for (long pid : left) {
        ChildProcess.signal(pid, signal);
      }
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_WITHIN_MS);
      while (!ChildProcess.workingIn(data).isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(POLL_MS);
      }
    }
    if (Files.isDirectory(Path.of("/proc"))) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
  }

  /** The last line of {@code postmaster.pid} says "ready" when connections are taken. */
  private void awaitReady(Path log) throws IOException, InterruptedException {
    Path pidFile = data.resolve("postmaster.pid");
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MS);
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw failed("postgres.start", "PostgreSQL ended while it started", log);
      }
      if (Files.exists(pidFile)) {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() >= 8 && lines.get(7).strip().equals("ready")) {
          return;
        }
      }
      Thread.sleep(POLL_MS);
    }
    throw failed(
        "postgres.slow", "PostgreSQL was not ready in " + READY_WITHIN_MS / 1000 + " s", log);
  }

  private void makeDatabase() {
    try (Connection connection = source("postgres").getConnection();
        var statement = connection.createStatement()) {
      try (var rows =
          statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
        if (rows.next()) {
          return;
        }
      }
      statement.execute("create database " + NAME);
    } catch (SQLException e) {
      throw new EngineException(
          "postgres.connect", "PostgreSQL started but refuses us: " + e.getMessage(), e);
    }
  }

  private static EngineException failed(String code, String what, Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    String all = String.join("\n", lines);
    if (all.contains("No space left on device")) {
      return new EngineException("disk.full", "the disk is full: PostgreSQL cannot write");
    }
    String last =
        lines.stream()
            .filter(l -> l.contains("FATAL") || l.contains("PANIC") || l.contains("error"))
            .reduce((a, b) -> b)
            .orElse(lines.isEmpty() ? "no output" : lines.getLast());
    return new EngineException(code, what + ": " + last.strip() + " (see " + log + ")");
  }

  public int port() {
    return port;
  }

  /** Address for any JDBC client, without the credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  public String user() {
    return NAME;
  }

  public String password() {
    return password;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Opens a new connection at each call; a pool belongs to the caller. */
  public DataSource dataSource() {
    return source(NAME);
  }

  private PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(NAME);
    source.setPassword(password);
    return source;
  }

  /** Lets go of the folder and leaves the server running: what a {@code kill -9} of us leaves. */
  void abandon() {
    closing = true;
    lock.close();
  }

  /** Breaks all connections, writes the last checkpoint and ends; safe to call twice. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    try {
      if (process.isAlive()) {
        ChildProcess.signal(process.pid(), "INT"); // "fast": does not wait for clients
        if (!process.waitFor(STOP_WITHIN_MS, TimeUnit.MILLISECONDS)) {
          ChildProcess.signal(process.pid(), "QUIT"); // recovers at the next start
          process.waitFor(STOP_WITHIN_MS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    } finally {
      lock.close();
    }
  }
}
