package furong.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: who or what has a key, and the hashes of the keys. A key is given once and taken back once;
 * its holder stays for good.
 *
 * @param <T> who has one
 */
public interface KeyedStore<T> {

  /** Keeps a new holder; answers it with its id. */
  T add(T holder, String keyHash);

  /** The holder of a key, revoked or not. */
  Optional<T> findByKey(String keyHash);

  Optional<T> find(long id);

  /** Newest first. */
  List<T> list();

  /** Takes the key back; a second time changes nothing. */
  void revoke(long id, Instant at);
}
