package furong.store.cases;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held (EXIF 2.32, tag 0x0112, values 1 to 8). It is the one thing of a photo's
 * EXIF that is used before all of it is dropped; without it photos taken upright would lie down.
 *
 * @param value 1 upright, 3 upside down, 6 and 8 on the side; 2, 4, 5, 7 the same, mirrored
 */
record ExifOrientation(int value) {

  private static final ExifOrientation UPRIGHT = new ExifOrientation(1);
  private static final int TAG = 0x0112;

  /** Reads it from a JPEG file; upright when there is none or it cannot be read. */
  static ExifOrientation of(byte[] file) {
    try {
      return read(ByteBuffer.wrap(file));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return UPRIGHT;
    }
  }

  private static ExifOrientation read(ByteBuffer in) {
    if (in.getShort(0) != (short) 0xFFD8) {
      return UPRIGHT;
    }
    int at = 2;
    while ((in.getShort(at) & 0xFFFF) != 0xFFDA) {
      int marker = in.getShort(at) & 0xFFFF;
      int length = in.getShort(at + 2) & 0xFFFF;
      if (marker == 0xFFE1 && in.getInt(at + 4) == 0x45786966) { // APP1, "Exif"
        return tiff(in, at + 10);
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static ExifOrientation tiff(ByteBuffer file, int start) {
    ByteBuffer in = file.duplicate();
    in.order(in.getShort(start) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = start + in.getInt(start + 4);
    int entries = in.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((in.getShort(entry) & 0xFFFF) == TAG) {
        int value = in.getShort(entry + 8);
        return value >= 1 && value <= 8 ? new ExifOrientation(value) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** The picture as it was seen. */
  BufferedImage turn(BufferedImage in) {
    if (value == 1) {
      return in;
    }
    int w = in.getWidth();
    int h = in.getHeight();
    boolean swapped = value >= 5;
    BufferedImage out =
        new BufferedImage(swapped ? h : w, swapped ? w : h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.drawImage(in, transform(w, h), null);
    g.dispose();
    return out;
  }

  /** From the stored to the seen picture: (x, y) to (m00 x + m01 y + m02, m10 x + m11 y + m12). */
  private AffineTransform transform(int w, int h) {
    return switch (value) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
      default -> new AffineTransform();
    };
  }
}
