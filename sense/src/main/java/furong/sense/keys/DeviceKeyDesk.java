package furong.sense.keys;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.observe.Catalogue;
import furong.observe.DeviceKeys;
import furong.observe.DeviceKeys.DeviceKey;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.sense.ingest.ClientCertificates;
import furong.sense.ingest.WriteAccess;
import furong.sense.ingest.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Makes, revokes and judges keys of devices. A key reads {@code fdk_<id>_<secret>}; the secret is
 * 256 random bits and is kept as its SHA-256 only. In its place may stand the certificate that a
 * device shows ({@link ClientCertificates}).
 *
 * <p>Judging costs one hash; the key itself is asked from the store once and remembered until it is
 * revoked here. Another process on the same database would not hear of that.
 */
public final class DeviceKeyDesk {

  private static final int SECRET_BYTES = 32;

  /** Things and datastreams of one key: what one gateway serves. */
  private static final int MOST = 10_000;

  /** Keys remembered; beyond it all are forgotten and asked again. Some 20 MB of small keys. */
  private static final int REMEMBERED = 50_000;

  private final DeviceKeys keys;
  private final Catalogue catalogue;
  private final AuditTrail trail;
  private final Transactions transactions;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<Long, DeviceKey> known = new ConcurrentHashMap<>();
  private final Map<String, DeviceKey> certified = new ConcurrentHashMap<>();

  /** A new key with its secret, which is told this one time; empty for one of a certificate. */
  public record Made(DeviceKey key, String secret) {}

  public DeviceKeyDesk(
      DeviceKeys keys,
      Catalogue catalogue,
      AuditTrail trail,
      Transactions transactions,
      InstantSource clock) {
    this.keys = keys;
    this.catalogue = catalogue;
    this.trail = trail;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Makes a key; for administrators. A thing or datastream that there is not is a notice. */
  public Result<Made> make(Caller caller, String name, List<Long> things, List<Long> datastreams) {
    return Rights.may(caller.user(), Set.of(Role.ADMIN))
        .then(role -> makeAs(caller, name, things, datastreams));
  }

  private Result<Made> makeAs(
      Caller caller, String name, List<Long> things, List<Long> datastreams) {
    List<Notice> faults = faults(name, things, datastreams);
    if (!faults.isEmpty()) {
      return Result.refused(Refusal.INVALID, faults.toArray(Notice[]::new));
    }
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    DeviceKey key = keep(caller, name, hash(secret), "", things, datastreams);
    return Result.ok(new Made(key, WriteAccess.DEVICE_KEY + key.id() + "_" + secret));
  }

  /**
   * Lets the device that shows a certificate write; for administrators.
   *
   * @param certificate in PEM, or its SHA-256
   */
  public Result<Made> certify(
      Caller caller, String name, String certificate, List<Long> things, List<Long> datastreams) {
    return Rights.may(caller.user(), Set.of(Role.ADMIN))
        .then(role -> certifyAs(caller, name, certificate, things, datastreams));
  }

  private Result<Made> certifyAs(
      Caller caller, String name, String certificate, List<Long> things, List<Long> datastreams) {
    List<Notice> faults = faults(name, things, datastreams);
    Optional<String> fingerprint = ClientCertificates.fingerprint(certificate);
    if (fingerprint.isEmpty()) {
      faults.add(
          Notice.of(
              "device-key.certificate",
              "certificate",
              "a certificate is given as PEM or as its SHA-256 of 64 hexadecimal digits"));
    } else if (keys.ofCertificate(fingerprint.get()).isPresent()) {
      faults.add(
          Notice.of(
              "device-key.certificate-known",
              "certificate",
              "this certificate has a good key already"));
    }
    return faults.isEmpty()
        ? Result.ok(
            new Made(keep(caller, name, "", fingerprint.orElseThrow(), things, datastreams), ""))
        : Result.refused(Refusal.INVALID, faults.toArray(Notice[]::new));
  }

  private DeviceKey keep(
      Caller caller,
      String name,
      String hash,
      String certificate,
      List<Long> things,
      List<Long> datastreams) {
    Instant now = clock.instant();
    return transactions.inOne(() -> {
      DeviceKey key =
          keys.add(
              new DeviceKey(
                  0,
                  name.strip(),
                  hash,
                  certificate,
                  things,
                  datastreams,
                  now,
                  caller.user().id(),
                  null));
      audit(caller, "device-key.make", key, Map.of(), facts(key));
      return key;
    });
  }

  private List<Notice> faults(String name, List<Long> things, List<Long> datastreams) {
    List<Notice> faults = new ArrayList<>();
    if (name.isBlank()) {
      faults.add(Notice.of("device-key.name", "name", "a key has a name"));
    }
    if (things.isEmpty() && datastreams.isEmpty() || things.size() + datastreams.size() > MOST) {
      faults.add(
          Notice.of(
              "device-key.bound",
              "things",
              "a key is bound to 1 to " + MOST + " things or datastreams"));
    }
    things.stream()
        .filter(id -> catalogue.thing(id).isEmpty())
        .forEach(id -> faults.add(Notice.of("thing.unknown", "things", "there is no thing " + id)));
    datastreams.stream()
        .filter(id -> catalogue.datastream(id).isEmpty())
        .forEach(id ->
            faults.add(
                Notice.of("datastream.unknown", "datastreams", "there is no datastream " + id)));
    return faults;
  }

  /** Takes a key back; for administrators. From now on it writes nothing. */
  public Result<DeviceKey> revoke(Caller caller, long id) {
    return Rights.may(caller.user(), Set.of(Role.ADMIN)).then(role -> revokeAs(caller, id));
  }

  private Result<DeviceKey> revokeAs(Caller caller, long id) {
    Instant now = clock.instant();
    Optional<DeviceKey> revoked =
        transactions.inOne(() -> {
          if (!keys.revoke(id, now)) {
            return Optional.empty();
          }
          DeviceKey key = keys.find(id).orElseThrow();
          audit(caller, "device-key.revoke", key, facts(key), Map.of("revoked", now.toString()));
          return Optional.of(key);
        });
    known.remove(id);
    certified.values().removeIf(k -> k.id() == id);
    return revoked
        .map(Result::ok)
        .orElseGet(() ->
            Result.refused(
                Refusal.NOT_FOUND,
                Notice.of("device-key.unknown", Long.toString(id), "there is no good key " + id)));
  }

  private void audit(
      Caller caller,
      String action,
      DeviceKey key,
      Map<String, String> before,
      Map<String, String> after) {
    trail.append(
        AuditEntry.of(
            clock.instant(),
            caller,
            Role.ADMIN.name(),
            action,
            "device-key/" + key.id(),
            before,
            after));
  }

  private static Map<String, String> facts(DeviceKey key) {
    return Map.of(
        "name", key.name(),
        "certificate", key.certificate(),
        "things", key.things().toString(),
        "datastreams", key.datastreams().toString());
  }

  DeviceKeys keys() {
    return keys;
  }

  /** Who holds a key, and what it may write; empty when it is no good key. */
  public Optional<Writer> judge(String key) {
    String rest = key.startsWith(WriteAccess.DEVICE_KEY) ? key.substring(4) : "";
    int end = rest.indexOf('_');
    if (end < 1
        || end > 18
        || !rest.substring(0, end).chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    long id = Long.parseLong(rest.substring(0, end));
    Optional<DeviceKey> stored =
        remembered(known, id, () -> keys.find(id).filter(k -> k.revoked() == null));
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    DeviceKey found = stored.get();
    byte[] offered = hash(rest.substring(end + 1)).getBytes(StandardCharsets.US_ASCII);
    // the time it takes says nothing about where they differ
    return MessageDigest.isEqual(found.hash().getBytes(StandardCharsets.US_ASCII), offered)
        ? Optional.of(writer(found))
        : Optional.empty();
  }

  /**
   * Who shows a certificate, and what it may write; empty when nobody registered it.
   *
   * @param fingerprint its SHA-256, hexadecimal
   */
  public Optional<Writer> judgeCertificate(String fingerprint) {
    return remembered(certified, fingerprint, () -> keys.ofCertificate(fingerprint))
        .map(DeviceKeyDesk::writer);
  }

  private static <K> Optional<DeviceKey> remembered(
      Map<K, DeviceKey> memory, K key, Supplier<Optional<DeviceKey>> stored) {
    DeviceKey known = memory.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<DeviceKey> found = stored.get();
    if (memory.size() >= REMEMBERED) {
      memory.clear();
    }
    found.ifPresent(k -> memory.put(key, k));
    return found;
  }

  private static Writer writer(DeviceKey key) {
    return new Writer(
        "key/" + key.id(), true, Set.copyOf(key.things()), Set.copyOf(key.datastreams()));
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java brings SHA-256", e);
    }
  }
}
