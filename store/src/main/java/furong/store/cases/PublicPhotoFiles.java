package furong.store.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.cases.PublicCopies;
import furong.cases.PublicPhoto.Mark;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Public copies of photos in a folder of their own, apart from the photos that stay inside.
 *
 * <p>Each mark becomes one flat field in the mean colour of what it hides: all that is left of it
 * is one colour. A blur or a mosaic keeps more - digits of a number plate can be worked out from
 * both. The field is painted on the pixels before they are compressed, and one pixel wider than
 * marked, so that no half covered edge is left. Cost: some 200 ms of a core for a copy.
 */
public final class PublicPhotoFiles implements PublicCopies {

  /**
   * Half of what is kept inside: what is broken is seen as well, and what was overlooked in the
   * background is worth less.
   */
  static final int MAX_EDGE = PhotoFiles.MAX_EDGE / 2;

  private final PhotoFiles photos;
  private final Path folder;

  public PublicPhotoFiles(PhotoFiles photos, Path folder) {
    this.photos = photos;
    this.folder = folder;
  }

  @Override
  public Result<String> make(long caseId, String photo, List<Mark> marks) {
    Optional<Path> original = photos.find(photo, false);
    if (original.isEmpty()) {
      return Result.refused(
          Refusal.NOT_FOUND, Notice.of("photo.none", "photo", "There is no photo " + photo));
    }
    BufferedImage copy;
    try {
      copy = PhotoFiles.scaled(ImageIO.read(original.get().toFile()), MAX_EDGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    marks.forEach(mark -> paintOver(copy, mark));
    byte[] jpeg = PhotoFiles.jpeg(copy);
    String id = id(caseId, photo, jpeg);
    PhotoFiles.write(file(id), jpeg);
    return Result.ok(id);
  }

  /** The copy that everybody may see, if there is one. */
  public Optional<Path> find(String id) {
    return PhotoFiles.isId(id)
        ? Optional.of(file(id)).filter(Files::isRegularFile)
        : Optional.empty();
  }

  @Override
  public void delete(String id) {
    find(id).ifPresent(PhotoFiles::remove);
  }

  private Path file(String id) {
    return folder.resolve(id.substring(0, 2)).resolve(id + ".jpg");
  }

  private static void paintOver(BufferedImage picture, Mark mark) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int left = Math.max(0, (int) Math.floor(mark.x() * width) - 1);
    int top = Math.max(0, (int) Math.floor(mark.y() * height) - 1);
    int right = Math.min(width, (int) Math.ceil((mark.x() + mark.width()) * width) + 1);
    int bottom = Math.min(height, (int) Math.ceil((mark.y() + mark.height()) * height) + 1);
    Graphics2D g = picture.createGraphics();
    g.setColor(mean(picture, left, top, right, bottom));
    g.fillRect(left, top, right - left, bottom - top);
    g.dispose();
  }

  private static Color mean(BufferedImage picture, int left, int top, int right, int bottom) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int rgb = picture.getRGB(x, y);
        red += rgb >> 16 & 0xFF;
        green += rgb >> 8 & 0xFF;
        blue += rgb & 0xFF;
      }
    }
    long points = Math.max(1, (long) (right - left) * (bottom - top));
    return new Color((int) (red / points), (int) (green / points), (int) (blue / points));
  }

  /**
   * Of its case and its photo as well: two cases never share a copy, so each may delete its own.
   */
  private static String id(long caseId, String photo, byte[] jpeg) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((caseId + " " + photo + " ").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(jpeg);
    return PhotoFiles.id(all.toByteArray());
  }
}
