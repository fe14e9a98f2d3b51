package furong.cases;

import java.time.Instant;
import java.util.List;

/** Port: where saved views are kept. */
public interface SavedViews {

  /** The user's own and those that others share, by name. */
  List<SavedView> list(String user);

  /** Keeps a view; one of the same owner and name is replaced. Answers it with its id. */
  SavedView save(SavedView view, Instant now);

  /** Removes a view of that owner. @return false when there is none */
  boolean remove(String owner, long id);
}
