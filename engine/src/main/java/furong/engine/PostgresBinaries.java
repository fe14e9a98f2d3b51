package furong.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The published PostgreSQL binaries of the class path, unpacked once per machine and archive.
 *
 * <p>They go to {@code -Dfurong.cache=DIR}, else {@code /var/cache/furong} for root (the database
 * runs as another user and must be able to enter), else {@code ~/.cache/furong}, else beside the
 * data. An unpacked folder is complete or absent: it is renamed into place.
 */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** The folder with {@code bin/}, {@code lib/}, {@code share/}; unpacks it when missing. */
  static Path find(Path fallback) {
    String archive = archiveName();
    String digest = digest(archive);
    @Nullable IOException last = null;
    for (Path base : candidates(fallback)) {
      Path home = base.resolve("postgres-" + digest);
      if (Files.isExecutable(home.resolve("bin/postgres"))) {
        return home;
      }
      try {
        unpack(archive, base, home);
        return home;
      } catch (IOException e) {
        last = e;
      }
    }
    throw new EngineException(
        "postgres.unpack",
        "the PostgreSQL binaries could not be unpacked: "
            + (last == null ? "nowhere to put them" : last.getMessage()),
        last);
  }

  private static List<Path> candidates(Path fallback) {
    @Nullable String set = System.getProperty("furong.cache");
    if (set != null) {
      return List.of(Path.of(set));
    }
    if (OsUser.current().isRoot()) {
      return List.of(Path.of("/var/cache/furong"), fallback);
    }
    @Nullable String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return List.of(cache.resolve("furong"), fallback);
  }

  private static String archiveName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String cpu =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
    String name = "/postgres-" + (os.startsWith("mac") ? "darwin" : os) + "-" + cpu + ".txz";
    if (PostgresBinaries.class.getResource(name) == null) {
      throw new EngineException(
          "postgres.platform",
          "no PostgreSQL comes along for " + os + " " + arch + "; give one with --db URL");
    }
    return name;
  }

  private static InputStream open(String archive) {
    @Nullable InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
    if (in == null) {
      throw new IllegalStateException(archive + " was on the class path a moment ago");
    }
    return in;
  }

  /** First 12 hex digits of the archive's SHA-256: enough to keep versions apart. */
  private static String digest(String archive) {
    try (InputStream in =
        new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      byte[] sum = ((DigestInputStream) in).getMessageDigest().digest();
      return HexFormat.of().formatHex(sum).substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private static void unpack(String archive, Path base, Path home) throws IOException {
    Files.createDirectories(base);
    Path fresh = Files.createTempDirectory(base, "unpacking-");
    // createTempDirectory makes it private; the database's user must be able to enter
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      try (var tar =
          new TarArchiveInputStream(
              new BufferedInputStream(new XZInputStream(new BufferedInputStream(open(archive)))))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          place(tar, entry, fresh);
        }
      }
      Files.move(fresh, home);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      delete(fresh); // another process was quicker; its copy is the same
    } catch (IOException e) {
      delete(fresh);
      throw e;
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the archive names a place outside itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    @Nullable Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean runs = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
