package furong.notify;

import furong.base.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an alert is quiet.
 *
 * @param by id of the silence, of the alert that inhibits, or of the person who shelved it
 * @param reason as people wrote it; without the kind
 * @param until null when it ends with something else
 */
public record Mute(Kind kind, String by, Text reason, @Nullable Instant until) {

  /** What keeps it quiet. */
  public enum Kind {
    SHELVED,
    SILENCED,
    MAINTENANCE,
    INHIBITED
  }
}
