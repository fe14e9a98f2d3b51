package furong.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the screens of the operations rooms, and the hashes of their keys. */
public interface ScreenStore {

  /** Keeps a new screen; answers it with its id. */
  Screen add(Screen screen, String keyHash);

  /** The screen of a key, revoked or not. */
  Optional<Screen> findByKey(String keyHash);

  Optional<Screen> find(long id);

  /** Newest first. */
  List<Screen> list();

  void revoke(long id, Instant at);
}
