package furong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  /** A last checkpoint under load takes some seconds. */
  private static final long GONE_WITHIN_MS = 30_000;

  @TempDir Path folder;

  /** Another Java that starts PostgreSQL, says so and waits to be killed. */
  public static final class Parent {
    private Parent() {}

    @SuppressWarnings("ThreadSleepMillis")
    public static void main(String[] arguments) throws Exception {
      PostgresProcess.start(Path.of(arguments[0]));
      Files.writeString(Path.of(arguments[1]), "up");
      Thread.sleep(600_000);
    }
  }

  @Test
  void postgresGoesWhenItsParentIsKilled() throws Exception {
    assumeThat(Path.of("/usr/bin/setpriv")).exists();
    Path up = folder.resolve("up");
    Path postgres = folder.resolve("postgres");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Parent.class.getName(),
                postgres.toString(),
                up.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    waitUntil(() -> Files.exists(up));
    assertThat(ChildProcess.workingIn(postgres.resolve("data"))).isNotEmpty();

    parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    waitUntil(() -> ChildProcess.workingIn(postgres.resolve("data")).isEmpty());
    assertThat(ChildProcess.workingIn(postgres.resolve("data"))).isEqualTo(List.of());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void waitUntil(Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GONE_WITHIN_MS);
    while (!condition.holds() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(condition.holds()).isTrue();
  }
}
