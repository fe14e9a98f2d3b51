package furong.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the built city profiles and the shared data; without them tests are skipped, in CI fail.
 */
public final class RealCity {

  private RealCity() {}

  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("cities"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside the project");
    }
    return folder;
  }

  /** The folder of a profile whose generated part is there. */
  public static Path profile(String id) {
    Path city = root().resolve("cities").resolve(id);
    require(city.resolve("generated").resolve(DivisionFiles.TABLE));
    return city;
  }

  /** A file of the shared data beside the project. */
  public static Path shared(String name) {
    Path file = root().resolve("../shared/data").resolve(name).normalize();
    require(file);
    return file;
  }

  private static void require(Path file) {
    if (System.getenv("CI") != null) {
      assertThat(file).exists();
    }
    assumeTrue(Files.exists(file), file + " is not there");
  }
}
