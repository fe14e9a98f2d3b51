package furong.release;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version of a pack in this city, kept for good.
 *
 * @param number 0 is what lay on disk at the first start; each later one is higher by one
 * @param held people released something else than what lay on disk: the disk does not replace it
 * @param files all of them, by path such as {@code air/params.yaml}; none: the pack was taken away
 * @param proposed who wanted it; the system for what was found on disk
 * @param released who let it go, never the same person
 * @param from it is in force from this instant on
 * @param inForce when it was written to the log; null while it waits
 * @param back the version that it brings back; null when they are new
 */
public record PackVersion(
    String pack,
    long number,
    Kind kind,
    boolean held,
    Map<String, String> files,
    Signed proposed,
    Signed released,
    Instant from,
    @Nullable Instant inForce,
    @Nullable Long back) {

  /** Where a version comes from. */
  public enum Kind {
    /** Found on disk at a start. */
    BASE,
    RELEASE,
    ROLLBACK
  }

  public PackVersion {
    if (number < 0 || pack.isEmpty()) {
      throw new IllegalArgumentException("version " + number + " of pack '" + pack + "'");
    }
    if (kind != Kind.BASE && proposed.by().equals(released.by())) {
      throw new IllegalArgumentException("nobody releases the own proposal");
    }
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  PackVersion inForceAt(Instant at) {
    return new PackVersion(pack, number, kind, held, files, proposed, released, from, at, back);
  }
}
