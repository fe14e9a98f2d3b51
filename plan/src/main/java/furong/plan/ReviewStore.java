package furong.plan;

import java.util.List;
import java.util.Optional;

/** Port: evaluations of the plan and their findings. */
public interface ReviewStore {

  /** Keeps a new one; empty when there is one of that kind and cut-off. */
  Optional<Review> add(Review review);

  Optional<Review> find(long id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  Optional<Review> lock(long id);

  /** Replaces the former version; false when the kept one is not the one before this. */
  boolean update(Review changed);

  /** Latest cut-off first. */
  List<Review> reviews();

  Finding addFinding(Finding finding);

  Optional<Finding> findFinding(long id);

  boolean updateFinding(Finding changed);

  /** In the plan's order, as they were added. */
  List<Finding> findings(long review);
}
