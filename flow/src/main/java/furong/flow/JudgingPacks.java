package furong.flow;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.WorkCalendar;
import furong.detect.RuleBook;
import furong.observe.LogCodec;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * By which versions of the packs a shard is judged: those that the log has named, over those that
 * the job came with. Two are equal when they come to the same versions: a shard whose entry is no
 * longer in the log and one that has it are judged alike.
 */
final class JudgingPacks {

  private final PackFiles first;
  private final Map<String, Long> firstNumbers;
  private final Map<String, PackRelease> named;

  /** Texts are the same in all shards and from checkpoint to checkpoint: packed once. */
  private byte @Nullable [] bytes;

  private JudgingPacks(
      PackFiles first, Map<String, Long> firstNumbers, Map<String, PackRelease> named) {
    this.first = first;
    this.firstNumbers = firstNumbers;
    this.named = named;
  }

  static JudgingPacks first(PackFiles packs, Map<String, Long> numbers) {
    return new JudgingPacks(packs, Map.copyOf(numbers), Map.of());
  }

  /** These with what an entry names; itself when it knows all of that already. */
  JudgingPacks with(LogRecord.Released entry) {
    Map<String, PackRelease> next = new TreeMap<>(named);
    for (PackRelease release : entry.packs()) {
      next.merge(release.pack(), release, (a, b) -> b.number() > a.number() ? b : a);
    }
    return numbers(next).equals(numbers(named))
        ? this
        : new JudgingPacks(first, firstNumbers, next);
  }

  /** Refused, with every notice, when the texts do not read as packs: no half of them judges. */
  Result<RuleBook> rules(WorkCalendar calendar) {
    PackFiles files = first;
    for (PackRelease release : named.values()) {
      files = files.with(release.pack(), release.files());
    }
    PackReader.Loaded loaded = PackReader.read(files);
    if (!loaded.notices().isEmpty()) {
      return new Result.Refused<>(Refusal.INVALID, loaded.notices());
    }
    return Result.ok(RuleBook.of(loaded.book().numbered(numbers()), calendar));
  }

  /**
   * Whether the job came with versions that are at least as new as all that the log has named: what
   * does not read is then of the past only. So it is when a stream begins its log anew, with files
   * on disk that have changed since: an old rule names what this program or another pack has no
   * more.
   */
  boolean isPast() {
    return named.values().stream()
        .allMatch(r -> firstNumbers.getOrDefault(r.pack(), -1L) >= r.number());
  }

  /** What somebody who reads the log is to do about versions that do not read. */
  String advice(List<Notice> faults) {
    Notice fault = faults.getFirst();
    String what =
        " do not read: "
            + fault.place()
            + " "
            + fault.message()
            + " ("
            + faults.size()
            + " in all). ";
    return isPast()
        ? this
            + what
            + "Newer ones are in force and judge these entries in their place; nothing to do."
        : this + what + "Those before go on judging; mend the pack and release it again (/packs).";
  }

  void encode(DataOutput out) throws IOException {
    byte[] packed = bytes;
    if (packed == null) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(all)) {
        List<PackRelease> packs = new ArrayList<>(named.values());
        zip.write(LogCodec.encode(new LogRecord.Released(0, packs)));
      }
      packed = all.toByteArray();
      bytes = packed;
    }
    out.writeInt(packed.length);
    out.write(packed);
  }

  /** Over the same packs that the job came with. */
  JudgingPacks decode(DataInput in) throws IOException {
    byte[] packed = new byte[in.readInt()];
    in.readFully(packed);
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return LogCodec.decode(zip.readAllBytes()) instanceof LogRecord.Released released
          ? first(first, firstNumbers).with(released)
          : this;
    }
  }

  /** Of every pack whose number is known. */
  private Map<String, Long> numbers() {
    Map<String, Long> all = new HashMap<>(firstNumbers);
    all.putAll(numbers(named));
    return all;
  }

  private static Map<String, Long> numbers(Map<String, PackRelease> named) {
    Map<String, Long> numbers = new HashMap<>();
    named.forEach((pack, release) -> numbers.put(pack, release.number()));
    return numbers;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JudgingPacks that && numbers().equals(that.numbers());
  }

  @Override
  public int hashCode() {
    return numbers().hashCode();
  }

  /** What the log has named, which is the same whatever the job came with. */
  String key() {
    return new TreeMap<>(numbers(named)).toString();
  }

  @Override
  public String toString() {
    return "packs by version " + key();
  }
}
