package furong.store.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Photos in a folder, known by their content: {@code photos/ab/abcdef...jpg} with a thumbnail
 * beside.
 *
 * <p>Every photo is decoded and written anew, turned upright, so that nothing of the original file
 * stays: no place, no camera, no name of its owner, nothing hidden in it. What is not a JPEG or PNG
 * picture is refused. Cost: some 100 ms of a core for a telephone's photo.
 */
public final class PhotoFiles {

  /** A telephone's photo has 3 to 8 MB. */
  public static final int MAX_BYTES = 12 << 20;

  /** 50 megapixels, as the largest telephones take: 200 MB while it is decoded, and no more. */
  static final long MAX_PIXELS = 50_000_000L;

  /** A number plate across the street is still read at this width; some 600 kB. */
  static final int MAX_EDGE = 2_560;

  /** A row of six on a screen of 1,920. */
  static final int THUMB_EDGE = 320;

  /** Where compression begins to be seen only side by side. */
  private static final float QUALITY = 0.85f;

  /** 128 bits: no two photos of a city meet by chance. */
  private static final int ID_HEX = 32;

  private static final Set<String> FORMATS = Set.of("jpeg", "png");

  /** A kept photo. */
  public record Stored(String id, int width, int height) {}

  private final Path folder;

  public PhotoFiles(Path folder) {
    this.folder = folder;
  }

  /** Keeps a photo; the same picture has the same id however often it comes. */
  public Result<Stored> keep(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return refused(Refusal.TOO_LARGE, "photo.bytes", "At most " + (MAX_BYTES >> 20) + " MB");
    }
    return decode(bytes)
        .map(picture -> {
          BufferedImage upright = ExifOrientation.of(bytes).turn(picture);
          BufferedImage shown = scaled(upright, MAX_EDGE);
          byte[] jpeg = jpeg(shown);
          String id = id(jpeg);
          write(file(id, false), jpeg);
          if (!Files.exists(file(id, true))) { // what came before is not made small again
            write(file(id, true), jpeg(scaled(shown, THUMB_EDGE)));
          }
          return new Stored(id, shown.getWidth(), shown.getHeight());
        });
  }

  /** The JPEG of a photo or of its thumbnail. */
  public Optional<Path> find(String id, boolean thumb) {
    return isId(id) ? Optional.of(file(id, thumb)).filter(Files::isRegularFile) : Optional.empty();
  }

  static boolean isId(String id) {
    return id.matches("[0-9a-f]{" + ID_HEX + "}");
  }

  /** Deletes a photo that no record names any more, and its thumbnail. */
  public void delete(String id) {
    for (boolean thumb : new boolean[] {false, true}) {
      find(id, thumb).ifPresent(PhotoFiles::remove);
    }
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String id, boolean thumb) {
    return folder.resolve(id.substring(0, 2)).resolve(id + (thumb ? "-thumb.jpg" : ".jpg"));
  }

  private static Result<BufferedImage> decode(byte[] bytes) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return noPicture();
      }
      ImageReader reader = readers.next();
      try {
        if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          return noPicture();
        }
        reader.setInput(in, true, true);
        // the size stands in the header: a bomb is refused before it is blown up
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
          return refused(
              Refusal.TOO_LARGE,
              "photo.pixels",
              "At most " + MAX_PIXELS / 1_000_000 + " megapixels");
        }
        return Result.ok(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return noPicture();
    }
  }

  private static Result<BufferedImage> noPicture() {
    return refused(Refusal.INVALID, "photo.format", "This is no JPEG or PNG picture");
  }

  private static <T> Result<T> refused(Refusal refusal, String code, String message) {
    return Result.refused(refusal, Notice.of(code, "file", message));
  }

  /** The picture within a square of {@code edge}, without transparency. */
  static BufferedImage scaled(BufferedImage picture, int edge) {
    double factor =
        Math.min(1.0, (double) edge / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * factor));
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    g.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
    g.dispose();
    return out;
  }

  static byte[] jpeg(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) { // no file in between
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static void write(Path file, byte[] bytes) {
    if (Files.exists(file)) {
      return;
    }
    try {
      Path parent = file.toAbsolutePath().getParent();
      Files.createDirectories(parent == null ? Path.of("") : parent);
      Path half = Files.createTempFile(parent, "incoming", ".part");
      Files.write(half, bytes);
      try {
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String id(byte[] jpeg) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(jpeg))
          .substring(0, ID_HEX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
