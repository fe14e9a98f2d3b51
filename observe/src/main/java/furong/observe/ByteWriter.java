package furong.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing byte array with the number forms of the log: little-endian base-128 varints, zigzag for
 * signed ones, doubles as 8 raw bytes little-endian, texts as length and UTF-8.
 */
public final class ByteWriter {

  /** A varint of 64 bits takes at most 10 bytes of 7 bits each. */
  static final int MAX_VARINT = 10;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int at;

  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** Makes room so that the next {@code count} bytes need no growth. */
  void room(int count) {
    if (bytes.length - at < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + count));
    }
  }

  public void u8(int value) {
    room(1);
    bytes[at++] = (byte) value;
  }

  /** An unsigned varint; negative numbers take 10 bytes. */
  public void varint(long value) {
    room(MAX_VARINT);
    rawVarint(value);
  }

  /** A signed varint: small numbers of either sign are short. */
  public void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  public void f64(double value) {
    room(Double.BYTES);
    rawF64(value);
  }

  public void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, at, utf8.length);
    at += utf8.length;
  }

  /** A text or nothing: length + 1 first, 0 for nothing. */
  public void textOrNull(@Nullable String value) {
    if (value == null) {
      varint(0);
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length + 1L);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, at, utf8.length);
    at += utf8.length;
  }

  /** As {@link #varint}, after {@link #room} was asked for. */
  void rawVarint(long value) {
    byte[] to = bytes;
    int i = at;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[i++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[i++] = (byte) rest;
    at = i;
  }

  void rawF64(double value) {
    LONGS.set(bytes, at, Double.doubleToRawLongBits(value));
    at += Double.BYTES;
  }

  public int size() {
    return at;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, at);
  }
}
