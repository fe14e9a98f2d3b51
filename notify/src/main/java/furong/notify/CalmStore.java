package furong.notify;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: where silences, shelves and assignments of alerts are kept. */
public interface CalmStore {

  /** Keeps a new one; answers it with its id. */
  Silence add(Silence silence);

  Optional<Silence> findSilence(long id);

  /** Replaces its end. */
  void update(Silence silence);

  /** Those that have not ended before then, the newest first. */
  List<Silence> silences(Instant notEndedBefore);

  /** Puts an alert on the shelf, in place of what was said before. */
  void shelve(Shelf shelf);

  /** Takes it from the shelf. @return false when it was not there */
  boolean unshelve(String alert);

  /** Those that last longer than that. */
  List<Shelf> shelves(Instant now);

  /** Keeps it beside the earlier ones. */
  void assign(Assignment assignment);

  /** All of an alert, the newest first. */
  List<Assignment> assignments(String alert);

  /** The newest of each of these alerts that was given to somebody, in any order. */
  List<Assignment> newest(Collection<String> alerts);

  /** Alerts whose newest assignment names this person, the latest given first. */
  List<String> assignedTo(String person, int most);
}
