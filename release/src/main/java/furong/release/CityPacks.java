package furong.release;

import furong.base.Transactions;
import furong.observe.LogGateway;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The packs by which the city runs now: those on disk, and over them what people released.
 *
 * <p>A released version stays in force when files on disk change; its words follow the disk (see
 * {@link Parts}). A pack that nobody has released anything of follows the disk as a whole, at a
 * start, and that is noted as a version and in the audit trail.
 */
public final class CityPacks {

  private final ReleaseStore store;
  private final PackFiles disk;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;
  private final PackBook book;
  private volatile PackFiles files;
  private volatile Map<String, Long> numbers;
  private volatile String trouble = "";

  private CityPacks(
      ReleaseStore store,
      PackFiles disk,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.disk = disk;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
    PackReader.read(disk).orThrow();
    transactions.inOne(this::takeDisk);
    Map<String, PackVersion> judging = new LinkedHashMap<>();
    store.inForce().forEach(v -> judging.put(v.pack(), v));
    // what was found on disk is due: it judges from this start on
    store.waiting().stream()
        .filter(v -> v.kind() == PackVersion.Kind.BASE)
        .forEach(v -> judging.put(v.pack(), v));
    files = with(disk, judging.values());
    numbers = numbers(judging.values());
    book = read(files, numbers);
  }

  /**
   * Notes what is new on disk and reads what judges.
   *
   * @throws IllegalStateException naming every fault when the packs do not fit each other
   */
  public static CityPacks open(
      ReleaseStore store,
      PackFiles disk,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    return new CityPacks(store, disk, audit, transactions, time);
  }

  private void takeDisk() {
    Map<String, PackVersion> newest = new TreeMap<>();
    store.newest().forEach(v -> newest.put(v.pack(), v));
    for (String pack : disk.packs()) {
      Map<String, String> found = disk.of(pack);
      PackVersion last = newest.remove(pack);
      if (last == null) {
        base(pack, 0, false, found, "first start");
      } else {
        Map<String, String> next =
            last.held() ? Parts.joined(pack, found, last.files()) : new TreeMap<>(found);
        if (!next.equals(last.files())) {
          base(pack, last.number() + 1, last.held(), next, "files on disk changed");
        }
      }
    }
    newest.values().stream()
        .filter(v -> !v.files().isEmpty())
        .forEach(v -> base(v.pack(), v.number() + 1, false, Map.of(), "no longer on disk"));
  }

  private void base(String pack, long number, boolean held, Map<String, String> found, String why) {
    Signed system = Signed.system(time.instant(), why);
    PackVersion.Kind kind = PackVersion.Kind.BASE;
    store.put(
        new PackVersion(pack, number, kind, held, found, system, system, system.at(), null, null));
    note("pack.base", pack, Map.of("version", "" + number, "why", why));
  }

  private void note(String action, String pack, Map<String, String> after) {
    audit.append(
        new AuditEntry(
            0,
            time.instant(),
            AuditEntry.SYSTEM,
            AuditEntry.SYSTEM,
            "",
            action,
            "pack/" + pack,
            Map.of(),
            after,
            ""));
  }

  private static PackFiles with(PackFiles packs, Iterable<PackVersion> versions) {
    PackFiles all = packs;
    for (PackVersion version : versions) {
      all = all.with(version.pack(), version.files());
    }
    return all;
  }

  private static PackBook read(PackFiles all, Map<String, Long> numbers) {
    return PackReader.read(all).orThrow().numbered(numbers);
  }

  private static Map<String, Long> numbers(Iterable<PackVersion> versions) {
    Map<String, Long> numbers = new HashMap<>();
    versions.forEach(v -> numbers.put(v.pack(), v.number()));
    return Map.copyOf(numbers);
  }

  /** What everybody is handed: it says what is in force. */
  public PackBook book() {
    return book;
  }

  /** The texts that are in force. */
  public PackFiles files() {
    return files;
  }

  /** By pack, the number of the version that is in force. */
  public Map<String, Long> numbers() {
    return numbers;
  }

  /** The texts as the newest versions say, also those that wait for their hour. */
  PackFiles newestFiles() {
    return with(disk, store.newest());
  }

  /** What judges of a pack on disk is not what the newest version says. */
  public boolean diskDiffers(String pack) {
    Map<String, String> found = Parts.judging(pack, disk.of(pack));
    return store.versions(pack, 0, 1).stream()
        .anyMatch(v -> !Parts.judging(pack, v.files()).equals(found));
  }

  /** The files of a pack on disk. */
  public Map<String, String> diskFiles(String pack) {
    return disk.of(pack);
  }

  /** Why a version that is due does not come into force; empty when all is well. */
  public String trouble() {
    return trouble;
  }

  /**
   * Brings versions that are due into force: first into the log, then into the record. Killed in
   * between, it sends them once more, and the stream takes a number once.
   *
   * @return how many
   */
  public int round(LogGateway log) {
    Instant now = time.instant();
    List<PackVersion> due = new ArrayList<>(store.waiting());
    due.removeIf(v -> v.from().isAfter(now));
    if (due.isEmpty()) {
      trouble = "";
      return 0;
    }
    Map<String, PackVersion> judging = new TreeMap<>();
    store.inForce().forEach(v -> judging.put(v.pack(), v));
    due.forEach(v -> judging.put(v.pack(), v)); // in the order of their numbers
    PackFiles next = with(disk, judging.values());
    Optional<String> fault =
        PackReader.read(next).notices().stream().findFirst().map(Object::toString);
    if (fault.isPresent()) {
      trouble = "versions do not fit each other: " + fault.get();
      return 0;
    }
    log.release(
            new LogRecord.Released(
                now.toEpochMilli(),
                due.stream().map(v -> new PackRelease(v.pack(), v.number(), v.files())).toList()))
        .join();
    transactions.inOne(() -> {
      for (PackVersion version : due) {
        store.put(version.inForceAt(now));
        note("pack.in-force", version.pack(), Map.of("version", "" + version.number()));
      }
    });
    Map<String, Long> taken = numbers(judging.values());
    book.take(read(next, taken));
    files = next;
    numbers = taken;
    trouble = "";
    return due.size();
  }
}
