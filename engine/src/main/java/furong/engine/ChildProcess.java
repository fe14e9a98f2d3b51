package furong.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Starts programs that must not outlive this process: in a session of their own, so that Ctrl-C on
 * the console reaches only us, and with a death signal from the kernel, so that a {@code kill -9}
 * of this process stops them too. As root they run as an unprivileged user.
 *
 * <p>The death signal follows the thread that forked, not the process; all forks therefore come
 * from one thread that lives as long as the process. Without {@code setpriv} (util-linux 2.33 or
 * newer) there is no death signal, and the next start clears the orphan away.
 */
final class ChildProcess {

  private static final ExecutorService FORKER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("furong-forker").factory());

  private ChildProcess() {}

  /**
   * @param as the user to run as, when this process is root
   * @param home where the program works; decides whether {@code as} can get there
   */
  static Process start(List<String> command, @Nullable OsUser as, Path home, Path output)
      throws IOException {
    List<String> full = new ArrayList<>();
    if (isThere("setsid")) {
      full.add("setsid"); // a child is no group leader, so setsid execs and does not fork
    }
    if (as != null || isThere("setpriv")) {
      full.addAll(dropping(as, home));
    }
    full.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(full)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("LC_ALL", "C"); // messages that we can read
    builder.environment().put("TZ", "UTC");
    try {
      return FORKER.submit(builder::start).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + command.getFirst(), e);
    } catch (ExecutionException e) {
      throw new IOException("cannot start " + command.getFirst() + ": " + e.getCause(), e);
    }
  }

  private static List<String> dropping(@Nullable OsUser as, Path home) throws IOException {
    if (!isThere("setpriv")) {
      throw new EngineException(
          "postgres.setpriv",
          "PostgreSQL does not run as root and setpriv is missing: apt-get install util-linux");
    }
    List<String> words = new ArrayList<>();
    words.add("setpriv");
    if (as != null) {
      words.addAll(List.of("--reuid=" + as.uid(), "--regid=" + as.gid(), "--clear-groups"));
      if (as.canReach(home)) {
        words.addAll(List.of("--inh-caps=-all", "--bounding-set=-all"));
      } else {
        // the data lies below a private folder such as /root: let it pass through, nothing more
        words.addAll(
            List.of(
                "--inh-caps=-all,+dac_override",
                "--ambient-caps=-all,+dac_override",
                "--bounding-set=-all,+dac_override"));
      }
    }
    words.addAll(List.of("--pdeathsig=INT", "--"));
    return words;
  }

  private static boolean isThere(String program) {
    @Nullable String path = System.getenv("PATH");
    for (String folder : (path == null ? "/usr/bin:/bin" : path).split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** Sends a signal by name; the shell's own {@code kill} is there even where no tool is. */
  static void signal(long pid, String name) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Processes that work in {@code folder}, by {@code /proc}; empty where there is none. */
  static List<Long> workingIn(Path folder) throws IOException {
    Path proc = Path.of("/proc");
    if (!Files.isDirectory(proc) || !Files.exists(folder)) {
      return List.of();
    }
    Path real = folder.toRealPath();
    List<Long> found = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        try {
          if (Files.readSymbolicLink(entry.resolve("cwd")).equals(real)) {
            found.add(Long.parseLong(entry.getFileName().toString()));
          }
        } catch (IOException goneOrNotOurs) {
          // a process may end while we look, and others' are not ours to see
        }
      }
    }
    return found;
  }
}
