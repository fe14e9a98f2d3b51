package furong.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Clients in memory, for small worlds. */
public final class MemoryApiClients implements ApiClientStore {

  private final Map<Long, ApiClient> clients = new TreeMap<>();
  private final Map<String, Long> keys = new HashMap<>();

  @Override
  public synchronized ApiClient add(ApiClient client, String keyHash) {
    ApiClient kept = client.withId(clients.size() + 1L);
    clients.put(kept.id(), kept);
    keys.put(keyHash, kept.id());
    return kept;
  }

  @Override
  public synchronized Optional<ApiClient> findByKey(String keyHash) {
    return Optional.ofNullable(keys.get(keyHash)).map(clients::get);
  }

  @Override
  public synchronized Optional<ApiClient> find(long id) {
    return Optional.ofNullable(clients.get(id));
  }

  @Override
  public synchronized List<ApiClient> list() {
    return new ArrayList<>(clients.values()).reversed();
  }

  @Override
  public synchronized void revoke(long id, Instant at) {
    clients.computeIfPresent(
        id,
        (same, c) -> new ApiClient(c.id(), c.name(), c.trusted(), c.perMinute(), c.madeAt(), at));
  }
}
