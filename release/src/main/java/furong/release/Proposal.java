package furong.release;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change of a pack that one person asks for and another one decides.
 *
 * @param id 0 until it is kept
 * @param base number of the version that it changes; when a newer one is there it is out of date;
 *     {@link ReleaseDesk#NEW} for a pack that the city does not have yet
 * @param files all files of the pack as they would be; none takes it away
 * @param back the version that it brings back; null when they are new
 * @param decided null while it is open
 */
public record Proposal(
    long id,
    String pack,
    long base,
    Map<String, String> files,
    @Nullable Long back,
    State state,
    Signed proposed,
    @Nullable Signed decided) {

  /** How far it has come. */
  public enum State {
    OPEN,
    RELEASED,
    REFUSED,
    /** Taken back by who made it. */
    WITHDRAWN
  }

  public Proposal {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  public Proposal withId(long newId) {
    return new Proposal(newId, pack, base, files, back, state, proposed, decided);
  }

  Proposal decided(State next, Signed by) {
    return new Proposal(id, pack, base, files, back, next, proposed, by);
  }
}
