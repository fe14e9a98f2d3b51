package furong.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Idempotency keys of the batches that are in the history. */
public interface BatchKeys {

  /**
   * How many log entries back a key is remembered, per shard: at 100 batches a second three
   * quarters of an hour, some 10 MB of memory in the gateway for 4 shards. Senders retry within
   * minutes.
   */
  int REMEMBERED = 1 << 18;

  /** Takes one remembered key. */
  @FunctionalInterface
  interface Sink {
    void take(int shard, long hash);
  }

  /** Gives the remembered keys, oldest first. */
  void forEach(Sink sink);

  /**
   * What is kept of a key: 64 bits of its SHA-256. Two different keys among the million remembered
   * are taken for the same once in 10^13 batches.
   */
  static long hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      long hash = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        hash = hash << 8 | digest[i] & 0xFF;
      }
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java brings SHA-256", e);
    }
  }
}
