package furong.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port: risks, opportunities, and what was added to the plan. */
public interface RegisterStore {

  RegisterEntry add(RegisterEntry entry);

  Optional<RegisterEntry> find(long id);

  /** Replaces the former version; false when the kept one is not the one before this. */
  boolean update(RegisterEntry changed);

  /** Last changed first; no states mean all. */
  List<RegisterEntry> list(
      RegisterEntry.Sort sort, Set<RegisterState> states, int offset, int limit);

  long count(RegisterEntry.Sort sort, Set<RegisterState> states);
}
