package furong.flow;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.SnappyStreamCompressionDecorator;

/**
 * A large state as compressed pieces of a megabyte. A million datastreams that rules look at are
 * some 100 MB before that; as one array it is copied each time it grows, once more by Flink, and
 * each copy costs a collection of the whole heap.
 */
final class StateParts {

  private static final int PART_BYTES = 1 << 20;

  /** Between the many small writes and the compression. */
  private static final int BUFFER_BYTES = 1 << 16;

  @FunctionalInterface
  interface Encoding {
    void encode(DataOutput out) throws IOException;
  }

  @FunctionalInterface
  interface Decoding {
    void decode(DataInput in) throws IOException;
  }

  private StateParts() {}

  /** Pieces in their order. */
  static List<byte[]> of(Encoding state) {
    Pieces pieces = new Pieces();
    try (OutputStream compressed =
        SnappyStreamCompressionDecorator.INSTANCE.decorateWithCompression(pieces)) {
      Blocks blocks = new Blocks(compressed);
      state.encode(blocks);
      blocks.spill();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to write", e);
    }
    return pieces.all(); // the decorator does not close what is below it
  }

  /**
   * Reads what {@link #of} gave.
   *
   * @throws IOException when a piece is missing or the state is of another version
   */
  static void read(List<byte[]> pieces, Decoding state) throws IOException {
    List<InputStream> streams =
        pieces.stream().<InputStream>map(ByteArrayInputStream::new).toList();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                SnappyStreamCompressionDecorator.INSTANCE.decorateWithCompression(
                    new SequenceInputStream(Collections.enumeration(streams))),
                BUFFER_BYTES))) {
      state.decode(in);
    }
  }

  /**
   * The many small writes of a state, gathered: a {@link java.io.DataOutputStream} takes a lock and
   * copies twice for each number.
   */
  private static final class Blocks extends DataOutputSerializer {

    private final OutputStream to;

    Blocks(OutputStream to) {
      super(2 * BUFFER_BYTES);
      this.to = to;
    }

    /** Of all that is written most are longs, so a look at each of these is enough. */
    @Override
    public void writeLong(long v) throws IOException {
      super.writeLong(v);
      if (length() >= BUFFER_BYTES) {
        spill();
      }
    }

    void spill() throws IOException {
      to.write(getSharedBuffer(), 0, length());
      clear();
    }
  }

  private static final class Pieces extends OutputStream {

    private final List<byte[]> done = new ArrayList<>();
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      piece.write(b);
      cut();
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      piece.write(bytes, from, length);
      cut();
    }

    private void cut() {
      if (piece.size() >= PART_BYTES) {
        done.add(piece.toByteArray());
        piece.reset();
      }
    }

    List<byte[]> all() {
      if (piece.size() > 0) {
        done.add(piece.toByteArray());
        piece.reset();
      }
      return done;
    }
  }
}
