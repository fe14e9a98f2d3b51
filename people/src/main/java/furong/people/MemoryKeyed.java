package furong.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holders of keys in memory, for small worlds. */
abstract class MemoryKeyed<T> implements KeyedStore<T> {

  private final Map<Long, T> holders = new TreeMap<>();
  private final Map<String, Long> keys = new HashMap<>();

  abstract T withId(T holder, long id);

  /** Of one that is revoked already: itself. */
  abstract T revoked(T holder, Instant at);

  @Override
  public synchronized T add(T holder, String keyHash) {
    long id = holders.size() + 1L;
    T kept = withId(holder, id);
    holders.put(id, kept);
    keys.put(keyHash, id);
    return kept;
  }

  @Override
  public synchronized Optional<T> findByKey(String keyHash) {
    return Optional.ofNullable(keys.get(keyHash)).map(holders::get);
  }

  @Override
  public synchronized Optional<T> find(long id) {
    return Optional.ofNullable(holders.get(id));
  }

  @Override
  public synchronized List<T> list() {
    return new ArrayList<>(holders.values()).reversed();
  }

  @Override
  public synchronized void revoke(long id, Instant at) {
    holders.computeIfPresent(id, (same, holder) -> revoked(holder, at));
  }
}
