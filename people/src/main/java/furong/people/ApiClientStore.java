package furong.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the programs that may bring reports, and the hashes of their keys. */
public interface ApiClientStore {

  /** Keeps a new client; answers it with its id. */
  ApiClient add(ApiClient client, String keyHash);

  /** The client of a key, revoked or not. */
  Optional<ApiClient> findByKey(String keyHash);

  Optional<ApiClient> find(long id);

  /** Newest first. */
  List<ApiClient> list();

  void revoke(long id, Instant at);
}
