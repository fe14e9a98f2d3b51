package furong.cases;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a matter goes on when its case was merged into another one (并案). */
public final class GoesOn {

  /** Merged again and again is rare; a ring, which nothing allows, ends here too. */
  private static final int MOST_STEPS = 10;

  private GoesOn() {}

  /** The case itself, or the one at the end of the mergers. */
  public static Case in(CaseStore cases, Case c) {
    Case at = c;
    for (int i = 0; i < MOST_STEPS; i++) {
      @Nullable Long next = at.progress().dossier().ties().mergedInto();
      Optional<Case> found = next == null ? Optional.empty() : cases.find(next);
      if (found.isEmpty()) {
        return at;
      }
      at = found.get();
    }
    return at;
  }
}
