package furong.observe;

import java.util.List;

/**
 * Observations that have been kept for as long as their pack says.
 *
 * @param datastreams whose
 * @param beforeMs phenomenon times before this are to go, Unix ms
 */
public record Expiry(List<Long> datastreams, long beforeMs) {
  public Expiry {
    datastreams = List.copyOf(datastreams);
  }
}
