package furong.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the keys of devices and gateways, each bound to what it may write. */
public interface DeviceKeys {

  /**
   * A key.
   *
   * @param id given by the store; 0 before
   * @param name for people
   * @param hash SHA-256 of the secret, hexadecimal; the secret itself is kept nowhere. Empty where
   *     a certificate stands in its place
   * @param certificate SHA-256 of the certificate that a device shows, hexadecimal; empty where
   *     there is a secret
   * @param things whose datastreams it may write
   * @param datastreams that it may write besides
   * @param by id of the user who made it
   * @param revoked when it was taken back; null while it is good
   */
  record DeviceKey(
      long id,
      String name,
      String hash,
      String certificate,
      List<Long> things,
      List<Long> datastreams,
      Instant made,
      String by,
      @Nullable Instant revoked) {

    public DeviceKey {
      things = List.copyOf(things);
      datastreams = List.copyOf(datastreams);
      if (things.isEmpty() && datastreams.isEmpty()) {
        throw new IllegalArgumentException("a key that may write nothing");
      }
      if (hash.isEmpty() == certificate.isEmpty()) {
        throw new IllegalArgumentException("a key has a secret or a certificate");
      }
    }

    public DeviceKey withId(long given) {
      return new DeviceKey(given, name, hash, certificate, things, datastreams, made, by, revoked);
    }

    public DeviceKey revokedAt(Instant at) {
      return new DeviceKey(id, name, hash, certificate, things, datastreams, made, by, at);
    }
  }

  /** Keeps a new one; answers it with its id. */
  DeviceKey add(DeviceKey key);

  Optional<DeviceKey> find(long id);

  /** The good one of a certificate; there is at most one. */
  Optional<DeviceKey> ofCertificate(String certificate);

  /** Newest first. */
  List<DeviceKey> list(int offset, int limit);

  long count();

  /** Takes a key back; false when there is none, or it was taken back before. */
  boolean revoke(long id, Instant at);
}
