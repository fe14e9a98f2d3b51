package furong.detect;

import java.util.Optional;

/**
 * Tells whether an alert is to be kept quiet, for instance while a case is open for the same
 * matter. It depends on what people did and not on the log, so it is asked when an effect is
 * applied, never inside the stream. {@code cases} implements it.
 */
public interface Muter {

  /** The reason for keeping the alert quiet; empty when it may be heard. */
  Optional<String> mutes(AlertChange change);
}
