package furong.release;

import java.util.Map;
import java.util.TreeMap;

/**
 * The two parts of a pack: what judges and counts, which people release while the city runs, and
 * its words (properties, kinds of devices, indices, forms, the board), which the whole city is
 * built on and which come from disk at a start.
 */
final class Parts {

  private Parts() {}

  /**
   * Of what judges: rules with their goldens and procedures, indicators with their proofs, and the
   * thresholds.
   */
  static boolean judges(String pack, String path) {
    return path.equals(pack + "/params.yaml")
        || path.startsWith(pack + "/rules/")
        || path.startsWith(pack + "/procedures/")
        || path.startsWith(pack + "/golden/")
        || path.startsWith(pack + "/indicators/")
        || path.startsWith(pack + "/proofs/");
  }

  static Map<String, String> judging(String pack, Map<String, String> files) {
    Map<String, String> own = new TreeMap<>(files);
    own.keySet().removeIf(path -> !judges(pack, path));
    return own;
  }

  static Map<String, String> words(String pack, Map<String, String> files) {
    Map<String, String> own = new TreeMap<>(files);
    own.keySet().removeIf(path -> judges(pack, path));
    return own;
  }

  /** The words of one with what judges of another. */
  static Map<String, String> joined(
      String pack, Map<String, String> words, Map<String, String> judging) {
    Map<String, String> all = words(pack, words);
    all.putAll(judging(pack, judging));
    return all;
  }
}
