package furong.warn.notify;

import furong.notify.Assignment;
import furong.notify.cap.Warning;
import furong.notify.cap.WarningListener;
import furong.serve.live.LiveHub;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the browsers that silences, an inbox or the warnings of others have changed; they ask for
 * what is new themselves. What goes wrong here is logged and goes no further.
 */
@Component
public class CalmEvents implements WarningListener {

  private static final Logger LOG = LoggerFactory.getLogger(CalmEvents.class);

  private final LiveHub hub;

  CalmEvents(LiveHub hub) {
    this.hub = hub;
  }

  /** Silences, shelves or who looks after alerts are others than before. */
  public void calmChanged() {
    tell("calm", Map.of());
  }

  /** An alert was given to somebody, who has a line in the inbox unless it was taken. */
  public void assigned(Assignment given) {
    calmChanged();
    if (!given.to().equals(given.by())) {
      inboxChanged(given.to());
    }
  }

  /** Something came into the inbox of a user. */
  public void inboxChanged(String user) {
    tell("inbox", Map.of("user", user));
  }

  @Override
  public void warningChanged(Warning warning) {
    tell("warning", Map.of("key", warning.key()));
  }

  private void tell(String name, Map<String, String> document) {
    try {
      hub.publishToAll(name, document);
    } catch (RuntimeException e) {
      LOG.warn("{} was not told to the browsers", name, e);
    }
  }
}
