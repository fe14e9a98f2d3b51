package furong.detect;

import furong.pack.PackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;

/** The packs of this house and the zone of the city that they are tried in. */
final class House {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final PackReader.Loaded PACKS = PackReader.load(root().resolve("packs"));

  private House() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("packs"))) {
      folder = folder.getParent();
    }
    return Objects.requireNonNull(folder, "not inside the project");
  }
}
