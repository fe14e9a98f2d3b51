package furong.observe;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Many numbers in few bytes, for senders that count them: docs/bulk-format.md says what each byte
 * means. A body is a row of blocks; each carries its own checksum.
 *
 * <pre>{@code
 * byte[] body = BulkCodec.encode(block);           // ids and extras of the block are left out
 * BulkCodec.decode(body, (datastream, timeMs, value) -> ...);
 * }</pre>
 *
 * The columns are those of {@link LogCodec}: 3 to 6 bytes a reading.
 */
public final class BulkCodec {

  /** "FRB" and the version of the format. */
  private static final byte[] HEAD = {'F', 'R', 'B', 1};

  private static final int CRC_BYTES = 4;

  /** Three columns of a byte each: the least that a reading can take. */
  private static final int LEAST_READING = 3;

  /** Takes one reading. */
  public interface Sink {
    void take(long datastream, long timeMs, double value);
  }

  private BulkCodec() {}

  /** One block. */
  public static byte[] encode(ReadingBlock block) {
    int size = block.size();
    ByteWriter content = new ByteWriter(16 + size * 6);
    content.varint(size);
    content.room(size * ByteWriter.MAX_VARINT);
    long last = 0;
    for (int i = 0; i < size; i++) {
      last = LogCodec.delta(block.datastream(i), last, content);
    }
    content.room(size * ByteWriter.MAX_VARINT);
    last = 0;
    for (int i = 0; i < size; i++) {
      last = LogCodec.delta(block.timeMs(i), last, content);
    }
    LogCodec.values(block, content);
    byte[] bytes = content.toBytes();
    ByteWriter out = new ByteWriter(bytes.length + 16);
    for (byte b : HEAD) {
      out.u8(b);
    }
    out.varint(bytes.length);
    for (byte b : bytes) {
      out.u8(b);
    }
    int crc = crc(bytes, 0, bytes.length);
    for (int i = 0; i < CRC_BYTES; i++) {
      out.u8(crc >>> 8 * i & 0xFF);
    }
    return out.toBytes();
  }

  /**
   * Gives the readings of every block, in order. A block is given only when it is whole.
   *
   * @throws CorruptLog naming the byte within its block when the body is not in this format
   */
  public static void decode(byte[] body, Sink sink) {
    int at = 0;
    while (at < body.length) {
      at = block(body, at, sink);
    }
  }

  private static int block(byte[] body, int from, Sink sink) {
    int frameEnd = Math.min(body.length, from + HEAD.length + ByteWriter.MAX_VARINT);
    ByteReader frame = new ByteReader(Arrays.copyOfRange(body, from, frameEnd));
    for (int i = 0; i < HEAD.length; i++) {
      int found = frame.u8();
      if (found != HEAD[i]) {
        throw new CorruptLog("no block of version " + HEAD[3] + " begins at byte " + from, i);
      }
    }
    long announced = frame.varint();
    int start = from + frame.at();
    if (announced < 0 || announced > body.length - start - CRC_BYTES) {
      throw new CorruptLog("the block at byte " + from + " ends too early", frame.at());
    }
    int length = (int) announced;
    int crc = 0;
    for (int i = 0; i < CRC_BYTES; i++) {
      crc |= (body[start + length + i] & 0xFF) << 8 * i;
    }
    if (crc != crc(body, start, length)) {
      throw new CorruptLog("the block at byte " + from + " has another checksum", frame.at());
    }
    ByteReader in = new ByteReader(Arrays.copyOfRange(body, start, start + length));
    int size = in.count(LEAST_READING);
    long[] datastream = LogCodec.column(in, size);
    long[] time = LogCodec.column(in, size);
    double[] value = LogCodec.values(in, size);
    in.end("the block");
    for (int i = 0; i < size; i++) {
      sink.take(datastream[i], time[i], value[i]);
    }
    return start + length + CRC_BYTES;
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
