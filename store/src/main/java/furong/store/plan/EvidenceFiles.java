package furong.store.plan;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.plan.EvidenceDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files of evidence in a folder, known by their content: {@code evidence/ab/abcdef...}.
 *
 * <p>They are kept byte by byte as they came, since they prove something; only kinds that a browser
 * does not run are taken, and they are given out to be saved, never to be shown in the page. It
 * does not look for viruses.
 */
public final class EvidenceFiles {

  /** A scanned document of some pages; the request itself is limited alike. */
  public static final int MAX_BYTES = 12 << 20;

  /** 128 bits: no two files of a city meet by chance. */
  private static final int ID_HEX = 32;

  /** A line of a table. */
  private static final int MAX_NAME = 120;

  private static final Map<String, String> TYPES =
      Map.of(
          "pdf", "application/pdf",
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "csv", "text/csv",
          "txt", "text/plain",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "png", "image/png",
          "zip", "application/zip");

  private final Path folder;

  public EvidenceFiles(Path folder) {
    this.folder = folder;
  }

  /** Keeps a file; the same content has the same id however often it comes. */
  public Result<EvidenceDesk.File> keep(@Nullable String givenName, byte[] bytes) {
    String name = plain(givenName == null ? "" : givenName);
    @Nullable String type = TYPES.get(ending(name));
    if (type == null) {
      return refused(Refusal.INVALID, "evidence.type", "A file ends in one of " + TYPES.keySet());
    }
    if (bytes.length == 0) {
      return refused(Refusal.INVALID, "evidence.empty", "The file is empty");
    }
    if (bytes.length > MAX_BYTES) {
      return refused(Refusal.TOO_LARGE, "evidence.bytes", "At most " + (MAX_BYTES >> 20) + " MB");
    }
    String id = id(bytes);
    write(file(id), bytes);
    return Result.ok(new EvidenceDesk.File(id, name, type, bytes.length));
  }

  public Optional<Path> find(String id) {
    return id.matches("[0-9a-f]{" + ID_HEX + "}")
        ? Optional.of(file(id)).filter(Files::isRegularFile)
        : Optional.empty();
  }

  private Path file(String id) {
    return folder.resolve(id.substring(0, 2)).resolve(id);
  }

  /** Without folders and control characters; the end stays, since it says what the file is. */
  private static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[\\p{Cntrl}\"<>|:*?]", "").strip();
    return clean.length() <= MAX_NAME ? clean : clean.substring(clean.length() - MAX_NAME);
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static void write(Path file, byte[] bytes) {
    if (Files.exists(file)) {
      return;
    }
    try {
      Path parent = file.toAbsolutePath().getParent();
      Files.createDirectories(parent == null ? Path.of("") : parent);
      Path half = Files.createTempFile(parent, "incoming", ".part");
      Files.write(half, bytes);
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
          .substring(0, ID_HEX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static <T> Result<T> refused(Refusal refusal, String code, String message) {
    return Result.refused(refusal, Notice.of(code, "file", message));
  }
}
