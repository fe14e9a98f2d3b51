package furong.store.keys;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.DeviceKeys;
import furong.observe.DeviceKeys.DeviceKey;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every keeper of device keys does, in memory and in PostgreSQL. */
class DeviceKeysTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  abstract static class Contract {

    abstract DeviceKeys keys();

    @Test
    void givesBackWhatWasKeptNewestFirst() {
      DeviceKeys keys = keys();
      DeviceKey a = keys.add(key("gateway-7", List.of(1L, 2L), List.of()));
      DeviceKey b = keys.add(key("gauge", List.of(), List.of(9L)));
      assertThat(keys.find(a.id())).contains(a);
      assertThat(keys.find(b.id() + 1)).isEmpty();
      assertThat(keys.list(0, 10)).containsExactly(b, a);
      assertThat(keys.list(1, 10)).containsExactly(a);
      assertThat(keys.count()).isEqualTo(2);
    }

    @Test
    void aKeyIsTakenBackOnce() {
      DeviceKeys keys = keys();
      DeviceKey key = keys.add(key("gateway-7", List.of(1L), List.of()));
      assertThat(keys.revoke(key.id(), NOON.plusSeconds(1))).isTrue();
      assertThat(keys.revoke(key.id(), NOON.plusSeconds(2))).isFalse();
      assertThat(keys.revoke(key.id() + 1, NOON)).isFalse();
      assertThat(keys.find(key.id())).contains(key.revokedAt(NOON.plusSeconds(1)));
    }

    @Test
    void aCertificateIsFoundWhileItsKeyIsGood() {
      DeviceKeys keys = keys();
      keys.add(key("gateway-7", List.of(1L), List.of()));
      DeviceKey first = keys.add(certified("cd".repeat(32)));
      assertThat(keys.ofCertificate("cd".repeat(32))).contains(first);
      assertThat(keys.ofCertificate("ce".repeat(32))).isEmpty();
      assertThat(keys.ofCertificate("")).isEmpty();
      keys.revoke(first.id(), NOON.plusSeconds(1));
      assertThat(keys.ofCertificate("cd".repeat(32))).isEmpty();
      DeviceKey second = keys.add(certified("cd".repeat(32)));
      assertThat(keys.ofCertificate("cd".repeat(32))).contains(second);
    }
  }

  private static DeviceKey certified(String certificate) {
    return new DeviceKey(0, "meter", "", certificate, List.of(1L), List.of(), NOON, "u1", null);
  }

  private static DeviceKey key(String name, List<Long> things, List<Long> datastreams) {
    return new DeviceKey(0, name, "ab".repeat(32), "", things, datastreams, NOON, "u1", null);
  }

  @Nested
  class InMemory extends Contract {
    @Override
    DeviceKeys keys() {
      return new MemoryDeviceKeys();
    }
  }

  @Nested
  class InPostgres extends Contract {
    @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

    @Override
    DeviceKeys keys() {
      Db db = POSTGRES.db();
      db.update("truncate device_key restart identity");
      return new PgDeviceKeys(db);
    }
  }
}
