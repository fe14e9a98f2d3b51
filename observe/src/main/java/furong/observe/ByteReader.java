package furong.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote; anything else is a {@link CorruptLog}. */
public final class ByteReader {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int at;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int u8() {
    if (at >= bytes.length) {
      throw end();
    }
    return bytes[at++] & 0xFF;
  }

  public long varint() {
    byte[] from = bytes;
    int i = at;
    if (i < from.length && from[i] >= 0) {
      at = i + 1;
      return from[i];
    }
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (i >= from.length) {
        throw end();
      }
      byte b = from[i++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        at = i;
        return value;
      }
    }
    throw new CorruptLog("number of more than 64 bits", at);
  }

  public long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  public double f64() {
    if (bytes.length - at < Double.BYTES) {
      throw end();
    }
    double value = Double.longBitsToDouble((long) LONGS.get(bytes, at));
    at += Double.BYTES;
    return value;
  }

  /** A count of things that take at least {@code each} bytes apiece: never more than can follow. */
  public int count(int each) {
    int start = at;
    long value = varint();
    if (value < 0 || value * each > bytes.length - at || value > Integer.MAX_VALUE) {
      throw new CorruptLog("count " + value + " of more than there are bytes for", start);
    }
    return (int) value;
  }

  public String text() {
    return utf8(count(1));
  }

  public @Nullable String textOrNull() {
    int start = at;
    long length = varint();
    if (length == 0) {
      return null;
    }
    if (length < 0 || length - 1 > bytes.length - at) {
      throw new CorruptLog("text of " + (length - 1) + " bytes is longer than the rest", start);
    }
    return utf8((int) (length - 1));
  }

  private String utf8(int length) {
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  public boolean flag() {
    int start = at;
    int value = u8();
    if (value > 1) {
      throw new CorruptLog("0 or 1 expected, found " + value, start);
    }
    return value == 1;
  }

  public int at() {
    return at;
  }

  /**
   * @throws CorruptLog when bytes are left over
   */
  public void end(String what) {
    if (at != bytes.length) {
      throw new CorruptLog((bytes.length - at) + " bytes left over after " + what, at);
    }
  }

  private CorruptLog end() {
    return new CorruptLog("the entry ends too early", at);
  }
}
