package furong.history;

import furong.detect.Quality;
import furong.observe.Expiry;
import furong.observe.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Of each datastream the first time and the newest observation that are in segments, as a file that
 * is mapped into memory: 64 bytes a datastream in chunks of 16,384 neighbours, some 50 ns a change,
 * where a row of the database cost 5 us and as much again on its disk.
 *
 * <p>It is worked out of the segments, so it may lag behind them: {@link #through} is the segment
 * up to which everything is on the disk, and what came after it is taken {@link #again} at the next
 * start. Taking the same twice changes nothing. A file that is missing or of another build is
 * worked out anew from all segments.
 *
 * <p>A result that is no number is a text, which does not fit: such a datastream is only marked,
 * and its text stands in the table {@code datastream_extent}.
 *
 * <p>One writer at a time, the thread of the historian or the one that expires; any number of
 * readers, who see a record whole. Space is reserved before it is mapped, so a full disk is an
 * exception of {@link #reserve} and not the end of the process.
 */
final class Extents implements AutoCloseable {

  /** What is known of a datastream; {@code isText}: the newest result stands in the table. */
  record Entry(long firstMs, Observation last, boolean isText, long flatSinceMs) {}

  private static final String NAME = "extents.bin";

  /** "FRext" and the number of the layout. */
  private static final long MAGIC = 0x4652_6578_7400_0001L;

  private static final int PAGE = 4096;

  /** One of two lines of a processor's cache, and never across two pages of a disk. */
  private static final int RECORD = 64;

  private static final int CHUNK_BITS = 14;

  private static final int CHUNK = 1 << CHUNK_BITS;

  /** A page that says which chunk it is, and a mebibyte. */
  private static final int CHUNK_BYTES = PAGE + CHUNK * RECORD;

  private static final int THROUGH = 8;

  // within a record
  private static final int STATE = 0;
  private static final int FLAGS = 4;
  private static final int FIRST = 8;
  private static final int LAST = 16;
  private static final int ID = 24;
  private static final int VALUE = 32;
  private static final int FLAT = 40;

  private static final int NOTHING = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;

  private final Path path;
  private final Map<Long, Chunk> chunks = new ConcurrentHashMap<>();
  private long through;
  private long taken;

  /** A mapped piece; its lock is held while records of it are read or changed. */
  private static final class Chunk {
    final MappedByteBuffer bytes;
    volatile boolean dirty;

    Chunk(MappedByteBuffer bytes) {
      this.bytes = bytes;
    }
  }

  Extents(Path folder) {
    path = folder.resolve(NAME);
    try (FileChannel file = file()) {
      ByteBuffer head = page();
      file.read(head, 0);
      if (head.position() < PAGE || head.getLong(0) != MAGIC) {
        clear();
      } else {
        through = head.getLong(THROUGH);
        taken = through;
        open(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be opened", e);
    }
  }

  /** Opened for each change of its size or head: an interrupt closes it, the maps stay. */
  private FileChannel file() throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static ByteBuffer page() {
    return ByteBuffer.allocate(PAGE).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void open(FileChannel file) throws IOException {
    long whole = (file.size() - PAGE) / CHUNK_BYTES;
    file.truncate(PAGE + whole * CHUNK_BYTES); // a chunk that a full disk or a kill cut off
    for (long i = 0; i < whole; i++) {
      ByteBuffer head = page();
      long at = PAGE + i * CHUNK_BYTES;
      file.read(head, at);
      long number = head.getLong(0) - 1;
      if (number >= 0) { // a loss of power may leave one that was never written
        chunks.put(number, map(file, at));
      }
    }
  }

  private static Chunk map(FileChannel file, long at) throws IOException {
    MappedByteBuffer bytes =
        file.map(FileChannel.MapMode.READ_WRITE, at + PAGE, (long) CHUNK * RECORD);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    return new Chunk(bytes);
  }

  /** Forgets everything. */
  synchronized void clear() {
    try {
      chunks.clear();
      // not cut to nothing: a reader may still look into its old maps
      Files.deleteIfExists(path);
      through = 0;
      taken = 0;
      writeHead();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be made anew", e);
    }
  }

  private void writeHead() throws IOException {
    ByteBuffer head = page();
    head.putLong(0, MAGIC);
    head.putLong(THROUGH, through);
    try (FileChannel file = file()) {
      while (head.hasRemaining()) {
        file.write(head, head.position());
      }
      file.force(true);
    }
  }

  /** The segment up to which all segments are in it, whatever happens to this machine. */
  synchronized long through() {
    return through;
  }

  /** Makes room for what {@link #take} will bring, so that nothing of that can fail. */
  void reserve(List<Catalogue.Newest> newest) {
    long before = -1;
    for (Catalogue.Newest n : newest) {
      long number = n.datastream() >> CHUNK_BITS;
      if (number != before && !chunks.containsKey(number)) {
        add(number);
      }
      before = number;
    }
  }

  private synchronized void add(long number) {
    try (FileChannel file = file()) {
      long at = file.size();
      ByteBuffer bytes = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(0, number + 1);
      try {
        while (bytes.hasRemaining()) {
          file.write(bytes, at + bytes.position());
        }
      } catch (IOException e) {
        file.truncate(at);
        throw e;
      }
      chunks.put(number, map(file, at));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot grow", e);
    }
  }

  /**
   * Takes what a segment brought, in the order of the datastreams, after it was committed.
   *
   * @param segment its id; 0 when it brought no rows
   */
  void take(List<Catalogue.Newest> newest, long segment) {
    reserve(newest);
    each(
        newest,
        (bytes, at, n) -> {
          put(bytes, at, n);
          bytes.putLong(at + FLAT, n.flatSinceMs());
        });
    synchronized (this) {
      taken = Math.max(taken, segment);
    }
  }

  /**
   * Takes a segment that may be in it already. Since when a value is what it is stays known only
   * where nothing is newer than what was there.
   */
  void again(List<Catalogue.Newest> newest) {
    reserve(newest);
    each(
        newest,
        (bytes, at, n) -> {
          boolean newer = bytes.getInt(at) == NOTHING || compare(bytes, at, n) > 0;
          put(bytes, at, n);
          if (newer) {
            bytes.putLong(at + FLAT, Long.MIN_VALUE);
          }
        });
  }

  private interface Change {
    void at(ByteBuffer bytes, int at, Catalogue.Newest newest);
  }

  private void each(List<Catalogue.Newest> newest, Change change) {
    int from = 0;
    while (from < newest.size()) {
      long number = newest.get(from).datastream() >> CHUNK_BITS;
      int to = from;
      while (to < newest.size() && newest.get(to).datastream() >> CHUNK_BITS == number) {
        to++;
      }
      Chunk chunk = chunks.get(number);
      if (chunk == null) {
        throw new IllegalStateException("room was made for chunk " + number);
      }
      synchronized (chunk) {
        chunk.dirty = true;
        for (Catalogue.Newest n : newest.subList(from, to)) {
          change.at(chunk.bytes, place(n.datastream()), n);
        }
      }
      from = to;
    }
  }

  private static int place(long datastream) {
    return (int) (datastream & CHUNK - 1) * RECORD;
  }

  private static int compare(ByteBuffer bytes, int at, Catalogue.Newest n) {
    int byTime = Long.compare(n.last().timeMs(), bytes.getLong(at + LAST));
    return byTime != 0 ? byTime : Long.compare(n.last().id(), bytes.getLong(at + ID));
  }

  private static void put(ByteBuffer bytes, int at, Catalogue.Newest n) {
    boolean first = bytes.getInt(at + STATE) == NOTHING;
    bytes.putLong(
        at + FIRST, first ? n.firstMs() : Math.min(bytes.getLong(at + FIRST), n.firstMs()));
    if (first || compare(bytes, at, n) >= 0) {
      Observation last = n.last();
      bytes.putInt(at + FLAGS, last.flags());
      bytes.putLong(at + LAST, last.timeMs());
      bytes.putLong(at + ID, last.id());
      bytes.putDouble(at + VALUE, last.value());
      bytes.putInt(at + STATE, last.extra() == null ? NUMBER : TEXT);
    }
  }

  /** What is known of a datastream; null when it has no observation in a segment. */
  @Nullable Entry find(long datastream) {
    Chunk chunk = chunks.get(datastream >> CHUNK_BITS);
    if (chunk == null) {
      return null;
    }
    synchronized (chunk) {
      ByteBuffer bytes = chunk.bytes;
      int at = place(datastream);
      int state = bytes.getInt(at + STATE);
      return state == NOTHING
          ? null
          : new Entry(
              bytes.getLong(at + FIRST),
              new Observation(
                  bytes.getLong(at + ID),
                  datastream,
                  bytes.getLong(at + LAST),
                  bytes.getDouble(at + VALUE),
                  null,
                  bytes.getInt(at + FLAGS)),
              state == TEXT,
              bytes.getLong(at + FLAT));
    }
  }

  /** The newest stored reading of each of these datastreams that has one. */
  Map<Long, Quality.Seed> seeds(Collection<Long> datastreams) {
    Map<Long, Quality.Seed> found = new HashMap<>();
    for (long datastream : datastreams) {
      Entry e = find(datastream);
      if (e != null) {
        found.put(
            datastream,
            new Quality.Seed(
                e.last().id(),
                e.last().timeMs(),
                e.last().value(),
                e.last().flags(),
                e.flatSinceMs()));
      }
    }
    return found;
  }

  /** Observations of these datastreams before a time are gone. */
  void expire(Expiry expiry) {
    for (long datastream : expiry.datastreams()) {
      Chunk chunk = chunks.get(datastream >> CHUNK_BITS);
      if (chunk == null) {
        continue;
      }
      synchronized (chunk) {
        ByteBuffer bytes = chunk.bytes;
        int at = place(datastream);
        if (bytes.getInt(at + STATE) != NOTHING) {
          chunk.dirty = true;
          if (bytes.getLong(at + LAST) < expiry.beforeMs()) {
            bytes.putInt(at + STATE, NOTHING);
          } else {
            bytes.putLong(at + FIRST, Math.max(bytes.getLong(at + FIRST), expiry.beforeMs()));
          }
        }
      }
    }
  }

  /** Everything that was taken up to this segment is on the disk when this returns. */
  synchronized void mark(long segment) {
    for (Chunk chunk : chunks.values()) {
      if (chunk.dirty) {
        chunk.dirty = false; // before: what changes meanwhile is forced by the next
        chunk.bytes.force();
      }
    }
    through = Math.max(through, segment);
    taken = Math.max(taken, through);
    try {
      writeHead();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written", e);
    }
  }

  /** Everything that was taken is on the disk; the next start has nothing to take again. */
  @Override
  public synchronized void close() {
    mark(taken);
  }
}
