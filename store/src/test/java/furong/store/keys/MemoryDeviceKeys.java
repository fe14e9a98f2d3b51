package furong.store.keys;

import furong.observe.DeviceKeys;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keys in a map. */
final class MemoryDeviceKeys implements DeviceKeys {

  private final Map<Long, DeviceKey> keys = new TreeMap<>(Comparator.reverseOrder());

  @Override
  public DeviceKey add(DeviceKey key) {
    DeviceKey kept = key.withId(keys.size() + 1L);
    keys.put(kept.id(), kept);
    return kept;
  }

  @Override
  public Optional<DeviceKey> find(long id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public Optional<DeviceKey> ofCertificate(String certificate) {
    return keys.values().stream()
        .filter(k -> !certificate.isEmpty() && k.certificate().equals(certificate))
        .filter(k -> k.revoked() == null)
        .findFirst();
  }

  @Override
  public List<DeviceKey> list(int offset, int limit) {
    return keys.values().stream().skip(offset).limit(limit).toList();
  }

  @Override
  public long count() {
    return keys.size();
  }

  @Override
  public boolean revoke(long id, Instant at) {
    DeviceKey key = keys.get(id);
    if (key == null || key.revoked() != null) {
      return false;
    }
    keys.put(id, key.revokedAt(at));
    return true;
  }
}
