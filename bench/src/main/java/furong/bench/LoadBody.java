package furong.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * The NDJSON body of a batch, made once; only the times are written anew for each sending, so that
 * the load costs little on the machine that is measured.
 */
final class LoadBody {

  /** Digits of a time in ms from 2001 to 2286. */
  private static final int DIGITS = 13;

  private final byte[] bytes;
  private final int[] places;

  private LoadBody(byte[] bytes, int[] places) {
    this.bytes = bytes;
    this.places = places;
  }

  /** One plausible reading for each datastream. */
  static LoadBody of(List<Long> streams, Random random) {
    StringBuilder text = new StringBuilder();
    int[] places = new int[streams.size()];
    for (int i = 0; i < streams.size(); i++) {
      text.append("{\"d\":").append(streams.get(i)).append(",\"t\":");
      places[i] = text.length();
      // 5.0 to 64.9: below what any rule minds, with one decimal as instruments give
      text.append("0".repeat(DIGITS)).append(",\"v\":").append(random.nextInt(50, 650) / 10.0);
      text.append("}\n");
    }
    return new LoadBody(text.toString().getBytes(StandardCharsets.US_ASCII), places);
  }

  int readings() {
    return places.length;
  }

  /** A copy whose readings are all of that time. */
  byte[] at(long timeMs) {
    byte[] copy = bytes.clone();
    byte[] digits = Long.toString(timeMs).getBytes(StandardCharsets.US_ASCII);
    for (int place : places) {
      System.arraycopy(digits, 0, copy, place, DIGITS);
    }
    return copy;
  }
}
