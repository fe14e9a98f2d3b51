package furong.serve.city;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/** The tiles asked for last, zipped, each with the tag that a browser shows when it asks again. */
final class TileCache {

  /** A tile as it goes out. An empty one has no bytes. */
  record Tile(byte[] zipped, byte[] plain, String etag) {}

  /** At some 10 kB a tile, zipped and plain: 40 MB at most, some hundred screens. */
  private static final int MAX_TILES = 2_000;

  private final Map<String, Tile> tiles =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tile> eldest) {
          return size() > MAX_TILES;
        }
      };

  /**
   * @param key layer, tile and version of the data
   */
  Tile get(String key, Supplier<byte[]> make) {
    synchronized (tiles) {
      Tile known = tiles.get(key);
      if (known != null) {
        return known;
      }
    }
    // outside the lock: two askers may both make it, which is cheaper than waiting for each other
    Tile made = tile(make.get());
    synchronized (tiles) {
      tiles.put(key, made);
    }
    return made;
  }

  private static Tile tile(byte[] plain) {
    CRC32C sum = new CRC32C();
    sum.update(plain, 0, plain.length);
    String etag = '"' + HexFormat.of().toHexDigits((int) sum.getValue()) + '-' + plain.length + '"';
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Tile(zipped.toByteArray(), plain, etag);
  }
}
