package furong.observe;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts by which a pack judges from an entry of the log on.
 *
 * @param pack such as {@code air}
 * @param number of the pack's version in this city: 0 is what lay on disk at the first start
 * @param files by path, such as {@code air/params.yaml}; none when the pack was taken away
 */
public record PackRelease(String pack, long number, Map<String, String> files) {

  public PackRelease {
    if (pack.isEmpty() || number < 0) {
      throw new IllegalArgumentException("version " + number + " of pack '" + pack + "'");
    }
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }
}
