package furong.app.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key that programs on other machines may write with: made at the first start, kept in a file.
 */
final class IngestKey {

  /** 192 bits: not guessable, and 32 characters long. */
  private static final int BYTES = 24;

  private IngestKey() {}

  /**
   * The content of a file of the data folder such as {@code ingest-key.txt}, read by its owner
   * only.
   */
  static String of(Path dataDir, String name) {
    Path file = dataDir.resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
