package furong.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tests run. */
final class Repository {

  private Repository() {}

  /** The folder with the packs and the cities, from a module's folder or the root itself. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("packs"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("this test runs inside the repository");
    }
    return folder;
  }
}
