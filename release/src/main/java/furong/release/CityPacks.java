package furong.release;

import furong.base.Notice;
import furong.base.Transactions;
import furong.observe.LogGateway;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The packs by which the city runs now: those on disk, and over them what people released.
 *
 * <p>A pack follows the disk, at a start, as long as nobody released anything else of it; what is
 * new there is noted as a version and in the audit trail. A pack that people released is held as a
 * whole, whatever changes on disk, until they release what lies there. A pack on disk that does not
 * fit what is in force, or takes away what the record needs, is left where it is: its version
 * before stays in force, and {@link #untaken} says why.
 */
public final class CityPacks {

  /** While versions do not fit each other, nobody waits for the next look at them. */
  private static final Duration TROUBLED = Duration.ofSeconds(10);

  private final ReleaseStore store;
  private final PackFiles disk;
  private final List<ReleaseLaw> laws;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;
  private final PackBook book;
  private final List<Notice> untaken;
  private volatile PackFiles files;
  private volatile Map<String, Long> numbers;
  private volatile String trouble = "";
  private Instant troubledUntil = Instant.MIN;

  private CityPacks(
      ReleaseStore store,
      PackFiles disk,
      List<ReleaseLaw> laws,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.disk = disk;
    this.laws = List.copyOf(laws);
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
    PackReader.read(disk).orThrow();
    untaken = transactions.inOne(this::takeDisk);
    Map<String, PackVersion> judging = inForce();
    files = with(judging.values());
    numbers = numbers(judging.values());
    book = read(files, numbers);
  }

  /**
   * Notes what is new on disk and reads what is in force.
   *
   * @param laws of this city, for what is on disk as for what is released
   * @throws IllegalStateException naming every fault when the packs do not fit each other
   */
  public static CityPacks open(
      ReleaseStore store,
      PackFiles disk,
      List<ReleaseLaw> laws,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    return new CityPacks(store, disk, laws, audit, transactions, time);
  }

  /** By pack; what was found on disk is due: it is in force from this start on. */
  private Map<String, PackVersion> inForce() {
    Map<String, PackVersion> judging = new TreeMap<>();
    store.inForce().forEach(v -> judging.put(v.pack(), v));
    store.waiting().stream()
        .filter(v -> v.kind() == PackVersion.Kind.BASE)
        .forEach(v -> judging.put(v.pack(), v));
    return judging;
  }

  /**
   * @return why something on disk was not taken
   */
  private List<Notice> takeDisk() {
    Map<String, PackVersion> due = new TreeMap<>(found());
    List<Notice> refused = new ArrayList<>();
    Map<String, PackVersion> now = inForce();
    PackBook before = PackReader.read(with(now.values())).book();
    for (List<Notice> faults = faults(before, now, due);
        !faults.isEmpty() && !due.isEmpty();
        faults = faults(before, now, due)) {
      refused.addAll(faults);
      List<String> named = faults.stream().map(f -> pack(f.place())).toList();
      if (!due.keySet().removeAll(named)) {
        due.clear();
      }
    }
    due.values()
        .forEach(v -> {
          store.put(v);
          note(
              "pack.base", v.pack(), Map.of("version", "" + v.number(), "why", v.released().why()));
        });
    return List.copyOf(refused);
  }

  private List<Notice> faults(
      PackBook before, Map<String, PackVersion> now, Map<String, PackVersion> due) {
    Map<String, PackVersion> together = new TreeMap<>(now);
    together.putAll(due);
    PackReader.Loaded next = PackReader.read(with(together.values()));
    List<Notice> faults = new ArrayList<>(next.notices());
    if (faults.isEmpty()) {
      due.keySet()
          .forEach(pack -> faults.addAll(ReleaseLaw.faults(laws, before, next.book(), pack)));
    }
    return faults;
  }

  /** The pack that a place such as {@code packs/air/rules/x.yaml:3:1} lies in. */
  private static String pack(String place) {
    String[] parts = place.split("/", 3);
    return parts.length > 1 ? parts[1] : "";
  }

  /** Versions that what lies on disk would make, of the packs that follow it. */
  private Map<String, PackVersion> found() {
    Map<String, PackVersion> found = new TreeMap<>();
    Map<String, PackVersion> newest = new TreeMap<>();
    store.newest().forEach(v -> newest.put(v.pack(), v));
    for (String pack : disk.packs()) {
      PackVersion last = newest.remove(pack);
      if (last == null) {
        found.put(pack, base(pack, 0, disk.of(pack), "首次启动 (first start)"));
      } else if (!last.held() && !disk.of(pack).equals(last.files())) {
        found.put(
            pack, base(pack, last.number() + 1, disk.of(pack), "磁盘文件已更改 (files on disk changed)"));
      }
    }
    newest.values().stream()
        .filter(v -> !v.held() && !v.files().isEmpty())
        .forEach(v ->
            found.put(
                v.pack(), base(v.pack(), v.number() + 1, Map.of(), "磁盘上已移除 (no longer on disk)")));
    return found;
  }

  private PackVersion base(String pack, long number, Map<String, String> files, String why) {
    Signed system = Signed.system(time.instant(), why);
    PackVersion.Kind kind = PackVersion.Kind.BASE;
    return new PackVersion(
        pack, number, kind, false, files, system, system, system.at(), null, null);
  }

  private void note(String action, String pack, Map<String, String> after) {
    audit.append(AuditEntry.bySystem(time.instant(), action, "pack/" + pack, after));
  }

  private PackFiles with(Iterable<PackVersion> versions) {
    PackFiles all = new PackFiles(disk.name(), Map.of());
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

  /**
   * The packs with one of them as that version has it, for who explains what it did. Nothing judges
   * by it; where today's other packs do not fit it any more, it is what can still be read of it.
   */
  public Optional<PackBook> asOf(String pack, long number) {
    return store
        .findVersion(pack, number)
        .map(v ->
            PackReader.read(files.with(pack, v.files())).book().numbered(Map.of(pack, number)));
  }

  /** The texts as the newest versions say, also those that wait for their hour. */
  private PackFiles newestFiles() {
    return with(store.newest());
  }

  /** Changed files of a pack, none to take it away, held to all laws with what is newest. */
  PackCheck check(String pack, Map<String, String> changed, ZoneId zone) {
    return PackCheck.of(book.inForce(), newestFiles().with(pack, changed), pack, laws, zone);
  }

  /** The same with what is in force: of a draft, whose author sees what is in force beside it. */
  public PackCheck tried(String pack, Map<String, String> changed, ZoneId zone) {
    return PackCheck.of(book.inForce(), files.with(pack, changed), pack, laws, zone);
  }

  /** What lies on disk of a pack is not what its newest version says. */
  public boolean diskDiffers(String pack) {
    return store.versions(pack, 0, 1).stream().anyMatch(v -> !v.files().equals(disk.of(pack)));
  }

  /** Why something on disk was not taken at this start; empty when all is well. */
  public List<Notice> untaken() {
    return untaken;
  }

  /** Whether the city has or had a pack of this id. */
  public boolean knows(String pack) {
    return store.countVersions(pack) > 0;
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
    if (!trouble.isEmpty() && now.isBefore(troubledUntil)) {
      return 0;
    }
    Map<String, PackVersion> judging = new TreeMap<>();
    store.inForce().forEach(v -> judging.put(v.pack(), v));
    due.forEach(v -> judging.put(v.pack(), v)); // in the order of their numbers
    PackFiles next = with(judging.values());
    Map<String, Long> taken = numbers(judging.values());
    PackReader.Loaded loaded = PackReader.read(next);
    List<Notice> faults = new ArrayList<>(loaded.notices());
    if (faults.isEmpty()) {
      due.stream()
          .filter(v -> v.kind() != PackVersion.Kind.BASE) // held to the laws at this start
          .forEach(
              v -> faults.addAll(ReleaseLaw.faults(laws, book.inForce(), loaded.book(), v.pack())));
    }
    if (!faults.isEmpty()) {
      trouble = "versions do not fit each other: " + faults.getFirst();
      troubledUntil = now.plus(TROUBLED);
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
    book.take(loaded.book().numbered(taken));
    files = next;
    numbers = taken;
    trouble = "";
    return due.size();
  }
}
