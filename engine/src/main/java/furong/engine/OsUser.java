package furong.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user of the operating system, as {@code /etc/passwd} has it. */
record OsUser(String name, int uid, int gid) {

  /**
   * Users that exist on nearly every Linux, in the order in which the database would run as them
   * when root starts it. PostgreSQL refuses uid 0, and {@code initdb} refuses a uid without a name.
   */
  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody", "daemon");

  boolean isRoot() {
    return uid == 0;
  }

  /** The user of this process, by the owner of its {@code /proc} entry; uid -1 where unknown. */
  static OsUser current() {
    String name = System.getProperty("user.name", "");
    try {
      Path self = Path.of("/proc/self");
      return new OsUser(
          name,
          (Integer) Files.getAttribute(self.toRealPath(), "unix:uid"),
          (Integer) Files.getAttribute(self.toRealPath(), "unix:gid"));
    } catch (IOException | UnsupportedOperationException noProc) {
      return new OsUser(name, name.equals("root") ? 0 : -1, -1);
    }
  }

  /** Who may run PostgreSQL for root; an owner that the data already has comes first. */
  static OsUser unprivileged(Path data) throws IOException {
    List<OsUser> all =
        Files.readAllLines(Path.of("/etc/passwd")).stream()
            .map(OsUser::decode)
            .flatMap(Optional::stream)
            .toList();
    @Nullable Integer owner =
        Files.exists(data) ? (Integer) Files.getAttribute(data, "unix:uid") : null;
    for (OsUser user : all) {
      if (owner != null && owner != 0 && user.uid == owner) {
        return user;
      }
    }
    for (String wanted : UNPRIVILEGED) {
      for (OsUser user : all) {
        if (user.name.equals(wanted) && user.uid != 0) {
          return user;
        }
      }
    }
    throw new EngineException(
        "postgres.user",
        "PostgreSQL does not run as root and there is no user postgres, nobody or daemon; "
            + "make one (useradd postgres) or start furong as another user");
  }

  private static Optional<OsUser> decode(String line) {
    String[] parts = line.split(":", -1);
    if (parts.length < 4 || !parts[2].matches("\\d+") || !parts[3].matches("\\d+")) {
      return Optional.empty();
    }
    return Optional.of(
        new OsUser(parts[0], Integer.parseInt(parts[2]), Integer.parseInt(parts[3])));
  }

  /** Whether this user may walk down to {@code folder} by the rights of "others" alone. */
  boolean canReach(Path folder) throws IOException {
    for (@Nullable Path p = folder.toAbsolutePath().getParent(); p != null; p = p.getParent()) {
      if (Files.exists(p)
          && !Files.getPosixFilePermissions(p).contains(PosixFilePermission.OTHERS_EXECUTE)
          && !Files.getAttribute(p, "unix:uid").equals(uid)) {
        return false;
      }
    }
    return true;
  }

  /** Gives a file or folder (not its content) to this user. */
  void own(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", uid);
    Files.setAttribute(path, "unix:gid", gid);
  }
}
