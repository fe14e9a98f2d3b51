package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.store.cases.PhotoFiles.Stored;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFilesTest {

  @TempDir Path folder;

  @Test
  void keepsAPictureUnderItsContentWithAThumbnail() throws IOException {
    PhotoFiles files = new PhotoFiles(folder);
    Stored first = files.keep(picture("png", 800, 400)).orThrow();
    assertThat(files.keep(picture("png", 800, 400)).orThrow()).isEqualTo(first);
    assertThat(first.width()).isEqualTo(800);
    BufferedImage thumb = ImageIO.read(files.find(first.id(), true).orElseThrow().toFile());
    assertThat(thumb.getWidth()).isEqualTo(PhotoFiles.THUMB_EDGE);
    assertThat(thumb.getHeight()).isEqualTo(160);
    assertThat(files.find("0".repeat(32), false)).isEmpty();
    assertThat(files.find("../../etc/passwd", false)).isEmpty();
  }

  @Test
  void dropsWhatTheCameraWroteAndTurnsThePictureUpright() throws IOException {
    byte[] lying = withExif(picture("jpeg", 60, 40), 6, "GPS 30.67N 104.06E");
    assertThat(new String(lying, StandardCharsets.ISO_8859_1)).contains("GPS");
    PhotoFiles files = new PhotoFiles(folder);
    Stored stored = files.keep(lying).orThrow();
    assertThat(stored.width()).isEqualTo(40);
    assertThat(stored.height()).isEqualTo(60);
    byte[] kept = Files.readAllBytes(files.find(stored.id(), false).orElseThrow());
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
    // value 6: the left edge (red) of what was stored is the top edge of what was seen
    BufferedImage seen = ImageIO.read(files.find(stored.id(), false).orElseThrow().toFile());
    assertThat(new Color(seen.getRGB(20, 3)).getRed()).isGreaterThan(200);
    assertThat(new Color(seen.getRGB(20, 56)).getRed()).isLessThan(60);
  }

  /**
   * As a telephone writes it: EXIF with the model and the place (30°39'37.80\" N, 104°1'28.20\" E),
   * XMP with the owner, IPTC, a comment, and a film behind the picture.
   */
  @Test
  void ofAPhotoWithAPlaceOnlyThePictureStays() throws IOException {
    byte[] photo = picture("jpeg", 60, 40);
    photo = inserted(photo, 0xFE, "taken by Wang".getBytes(StandardCharsets.ISO_8859_1));
    photo = inserted(photo, 0xED, "Photoshop 3.0\0 Wang".getBytes(StandardCharsets.ISO_8859_1));
    photo =
        inserted(
            photo,
            0xE1,
            "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta owner='Wang'/>"
                .getBytes(StandardCharsets.ISO_8859_1));
    photo = inserted(photo, 0xE1, HexFormat.of().parseHex(EXIF_WITH_A_PLACE));
    byte[] film = "ftypmp42 Wang".getBytes(StandardCharsets.ISO_8859_1);
    photo = HexFormat.of().parseHex(hex(photo) + hex(film));
    assertThat(markers(photo)).contains(0xE1, 0xED, 0xFE);
    assertThat(hex(photo)).contains(LATITUDE, LONGITUDE);

    PhotoFiles files = new PhotoFiles(folder);
    Stored stored = files.keep(photo).orThrow();
    for (boolean thumb : new boolean[] {false, true}) {
      byte[] kept = Files.readAllBytes(files.find(stored.id(), thumb).orElseThrow());
      assertThat(markers(kept)).doesNotContain(0xE1, 0xED, 0xFE);
      assertThat(hex(kept)).doesNotContain(LATITUDE, LONGITUDE);
      assertThat(new String(kept, StandardCharsets.ISO_8859_1))
          .doesNotContain("Exif", "FURONG1", "Wang", "xmpmeta", "ftyp");
    }
    // the same picture without any of it is the same photo
    assertThat(files.keep(picture("jpeg", 60, 40)).orThrow()).isEqualTo(stored);
  }

  /** 30, 39 and 37.80 as rationals. */
  private static final String LATITUDE =
      "0000001e00000001" + "0000002700000001" + "00000ec400000064";

  /** 104, 1 and 28.20. */
  private static final String LONGITUDE =
      "0000006800000001" + "0000000100000001" + "00000b0400000064";

  /** EXIF 2.32: IFD0 with the model (0x0110) and the GPS directory (0x8825) behind it. */
  private static final String EXIF_WITH_A_PLACE =
      "457869660000"
          + "4d4d002a00000008"
          + "0002"
          + ("0110" + "0002" + "00000008" + "00000026")
          + ("8825" + "0004" + "00000001" + "0000002e")
          + "00000000"
          + "4655524f4e473100"
          + "0004"
          + ("0001" + "0002" + "00000002" + "4e000000")
          + ("0002" + "0005" + "00000003" + "00000064")
          + ("0003" + "0002" + "00000002" + "45000000")
          + ("0004" + "0005" + "00000003" + "0000007c")
          + "00000000"
          + LATITUDE
          + LONGITUDE;

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The JPEG with one more segment behind its first two bytes. */
  private static byte[] inserted(byte[] jpeg, int marker, byte[] content) {
    int length = content.length + 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
    out.writeBytes(content);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** The markers of the segments before the picture itself begins. */
  private static List<Integer> markers(byte[] jpeg) {
    List<Integer> markers = new ArrayList<>();
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      markers.add(jpeg[at + 1] & 0xFF);
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    }
    return markers;
  }

  @Test
  void refusesWhatIsNoPictureAndWhatIsTooLarge() {
    PhotoFiles files = new PhotoFiles(folder);
    assertThat(refusal(files.keep("<svg/>".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(Refusal.INVALID);
    assertThat(refusal(files.keep(new byte[0]))).isEqualTo(Refusal.INVALID);
    assertThat(refusal(files.keep(new byte[PhotoFiles.MAX_BYTES + 1])))
        .isEqualTo(Refusal.TOO_LARGE);
    // the header of a PNG that claims 30,000 x 30,000 points
    byte[] bomb =
        HexFormat.of()
            .parseHex(
                "89504e470d0a1a0a0000000d49484452"
                    + "00007530"
                    + "00007530"
                    + "0802000000"
                    + "00000000"
                    + "0000000049454e44ae426082");
    assertThat(refusal(files.keep(bomb))).isEqualTo(Refusal.TOO_LARGE);
    assertThat(folder).isEmptyDirectory();
  }

  private static Refusal refusal(Result<?> result) {
    return ((Result.Refused<?>) result).refusal();
  }

  /** Left half red, right half blue. */
  private static byte[] picture(String format, int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.RED);
    g.fillRect(0, 0, width / 2, height);
    g.setColor(Color.BLUE);
    g.fillRect(width / 2, 0, width - width / 2, height);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, format, out);
    return out.toByteArray();
  }

  /** The JPEG with an EXIF segment: one entry (orientation), then a text. */
  private static byte[] withExif(byte[] jpeg, int orientation, String text) throws IOException {
    ByteArrayOutputStream exif = new ByteArrayOutputStream();
    exif.write("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    exif.write(HexFormat.of().parseHex("4d4d002a00000008" + "0001" + "0112" + "0003" + "00000001"));
    exif.write(new byte[] {0, (byte) orientation, 0, 0, 0, 0, 0, 0});
    exif.write(text.getBytes(StandardCharsets.ISO_8859_1));
    return inserted(jpeg, 0xE1, exif.toByteArray());
  }
}
