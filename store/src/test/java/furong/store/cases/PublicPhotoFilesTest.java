package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.cases.PublicPhoto.Mark;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A photo of noise, 640 x 480: every block of 8 x 8 points has a grey of its own. */
class PublicPhotoFilesTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  /** From (160, 120) to (480, 360). */
  private static final Mark MIDDLE = new Mark(0.25, 0.25, 0.5, 0.5);

  @TempDir Path folder;
  private PhotoFiles photos;
  private PublicPhotoFiles copies;
  private String photo = "";

  @BeforeEach
  void brought() throws IOException {
    photos = new PhotoFiles(folder.resolve("photos"));
    copies = new PublicPhotoFiles(photos, folder.resolve("public"));
    BufferedImage noise = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int y = 0; y < HEIGHT; y += 8) {
      for (int x = 0; x < WIDTH; x += 8) {
        int grey = random.nextInt(256);
        for (int i = 0; i < 64; i++) {
          noise.setRGB(x + i % 8, y + i / 8, grey << 16 | grey << 8 | grey);
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(noise, "png", out);
    photo = photos.keep(out.toByteArray()).orThrow().id();
  }

  @Test
  void nothingUnderAMarkCanBeToldAnyMoreAndTheRestIsAsItWas() throws IOException {
    BufferedImage before = read(photos.find(photo, false).orElseThrow());
    BufferedImage after = copy(List.of(MIDDLE));
    Set<Integer> left = new HashSet<>();
    for (int y = 120; y < 360; y++) {
      for (int x = 160; x < 480; x++) {
        left.add(after.getRGB(x, y));
      }
    }
    // one colour, and within 8 points of the edge what JPEG makes of a block that is half covered
    Set<Integer> inside = new HashSet<>();
    for (int y = 128; y < 352; y++) {
      for (int x = 168; x < 472; x++) {
        inside.add(after.getRGB(x, y));
      }
    }
    assertThat(inside).hasSize(1);
    assertThat(greys(before, 168, 128, 472, 352)).as("there was something").isGreaterThan(200);
    assertThat(
            left.stream().mapToInt(rgb -> rgb & 0xFF).max().orElseThrow()
                - left.stream().mapToInt(rgb -> rgb & 0xFF).min().orElseThrow())
        .as("near the edge no grey stands out")
        .isLessThan(40);
    for (int y = 0; y < 96; y += 8) {
      for (int x = 0; x < WIDTH; x += 8) {
        assertThat(after.getRGB(x + 4, y + 4) & 0xFF)
            .as("outside, %d %d", x, y)
            .isCloseTo(before.getRGB(x + 4, y + 4) & 0xFF, org.assertj.core.data.Offset.offset(12));
      }
    }
  }

  @Test
  void theColourThatIsLeftIsTheMeanSoItTellsNoPointOfIt() throws IOException {
    BufferedImage before = read(photos.find(photo, false).orElseThrow());
    long sum = 0;
    for (int y = 119; y < 361; y++) { // a point wider than marked, on each side
      for (int x = 159; x < 481; x++) {
        sum += new Color(before.getRGB(x, y)).getGreen();
      }
    }
    int mean = (int) (sum / (242L * 322));
    assertThat(new Color(copy(List.of(MIDDLE)).getRGB(320, 240)).getGreen())
        .isCloseTo(mean, org.assertj.core.data.Offset.offset(2));
  }

  @Test
  void thePhotoStaysInsideAsItIsAndItsIdOpensNothing() throws IOException {
    byte[] before = Files.readAllBytes(photos.find(photo, false).orElseThrow());
    String id = copies.make(1, photo, List.of(MIDDLE)).orThrow();
    assertThat(id).isNotEqualTo(photo);
    assertThat(copies.find(photo)).isEmpty();
    assertThat(Files.readAllBytes(photos.find(photo, false).orElseThrow())).isEqualTo(before);
    assertThat(copies.make(2, photo, List.of(MIDDLE)).orThrow())
        .as("another case has a copy of its own")
        .isNotEqualTo(id);
    copies.delete(id);
    copies.delete(id);
    assertThat(copies.find(id)).isEmpty();
    assertThat(photos.find(photo, false)).isPresent();
    assertThat(copies.make(1, "0".repeat(32), List.of())).isInstanceOf(Result.Refused.class);
  }

  @Test
  void aCopyIsSmallerAndHoldsNothingBesideThePicture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2_600, 1_300, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    byte[] withPlace = out.toByteArray();
    byte[] exif = "\u00ff\u00e1\0\u0014Exif\0\0GPS 30.67N".getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(withPlace, 0, 2);
    whole.write(exif);
    whole.write(0);
    whole.write(0);
    whole.write(withPlace, 2, withPlace.length - 2);
    String large = photos.keep(whole.toByteArray()).orThrow().id();
    Path copy = copies.find(copies.make(1, large, List.of()).orThrow()).orElseThrow();
    assertThat(read(copy).getWidth()).isEqualTo(PublicPhotoFiles.MAX_EDGE);
    assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "GPS");
  }

  private BufferedImage copy(List<Mark> marks) throws IOException {
    return read(copies.find(copies.make(1, photo, marks).orThrow()).orElseThrow());
  }

  private static BufferedImage read(Path file) throws IOException {
    return ImageIO.read(file.toFile());
  }

  private static long greys(BufferedImage picture, int left, int top, int right, int bottom) {
    Set<Integer> found = new HashSet<>();
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        found.add(picture.getRGB(x, y) & 0xFF);
      }
    }
    return found.size();
  }
}
