package furong.city;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;

/**
 * The divisions of a city as of any day: mergers, splits and renumberings going back from today's
 * tree. Immutable.
 *
 * <pre>{@code
 * history.in(Period.parse("2019")).children("510106")   // the streets that there were at its end
 * history.codeOn("510117", day)                         // 510124 when it was still a county
 * }</pre>
 *
 * <p>A code is never given twice: a division that ended never comes again. Divisions that ended
 * have no area, so that a place is never located in them. Cost: one tree per day of change.
 */
public final class DivisionHistory {

  /**
   * What happened to one division on a day.
   *
   * @param on the first day on which it is so
   * @param ended the division that is no more; empty when one began
   * @param code of the division that ended or began
   * @param others what it went into, or what it was taken out of
   */
  public record Change(LocalDate on, Optional<Division> ended, String code, List<String> others) {
    public Change {
      others = List.copyOf(others);
    }

    public static Change ended(LocalDate on, Division division, List<String> into) {
      return new Change(on, Optional.of(division), division.code(), into);
    }

    public static Change began(LocalDate on, String code, List<String> outOf) {
      return new Change(on, Optional.empty(), code, outOf);
    }
  }

  private final TreeMap<LocalDate, Divisions> from = new TreeMap<>();
  private final Map<String, Change> ends = new HashMap<>();
  private final Map<String, Change> begins = new HashMap<>();
  private final Divisions today;

  private DivisionHistory(Divisions today, List<Change> changes) {
    this.today = today;
    TreeMap<LocalDate, List<Change>> byDay = new TreeMap<>();
    for (Change change : changes) {
      Map<String, Change> kind = change.ended().isPresent() ? ends : begins;
      if (kind.put(change.code(), change) != null) {
        throw new IllegalArgumentException(change.code() + " changes twice in the same way");
      }
      byDay.computeIfAbsent(change.on(), day -> new ArrayList<>()).add(change);
    }
    Divisions at = today;
    for (LocalDate day : byDay.descendingKeySet()) {
      from.put(day, at);
      at = before(at, byDay.getOrDefault(day, List.of()));
    }
    from.put(LocalDate.MIN, at);
  }

  /** A city whose divisions never changed, or of whose changes nothing is known. */
  public static DivisionHistory of(Divisions today) {
    return new DivisionHistory(today, List.of());
  }

  /**
   * @param today the tree after all changes
   * @throws IllegalArgumentException when a change does not fit: a code that began and is in no
   *     later tree, one that ended and is in one, or a parent that there was not
   */
  public static DivisionHistory of(Divisions today, List<Change> changes) {
    return new DivisionHistory(today, changes);
  }

  private static Divisions before(Divisions after, List<Change> changes) {
    Map<String, Division> tree = new java.util.LinkedHashMap<>();
    after.list().forEach(division -> tree.put(division.code(), division));
    Set<String> known = new HashSet<>(tree.keySet());
    for (Change change : changes) {
      if (change.ended().isPresent()) {
        if (known.contains(change.code())) {
          throw new IllegalArgumentException(change.code() + " ended, yet it is there afterwards");
        }
        tree.put(change.code(), change.ended().get());
      } else if (tree.remove(change.code()) == null) {
        throw new IllegalArgumentException(change.code() + " began, yet it is not there");
      }
      for (String other : change.others()) {
        if (change.ended().isPresent() && !known.contains(other)) {
          throw new IllegalArgumentException(
              change.code() + " went into " + other + ", which is not there");
        }
      }
    }
    List<Division> parentsFirst = new ArrayList<>(tree.values());
    parentsFirst.sort(Comparator.comparing(Division::level)); // stable: lists keep their order
    Map<String, Geometry> areas = new HashMap<>();
    tree.keySet().forEach(code -> after.area(code).ifPresent(area -> areas.put(code, area)));
    return Divisions.of(parentsFirst, areas);
  }

  /** The newest tree. */
  public Divisions today() {
    return today;
  }

  /** The tree of a day. */
  public Divisions on(LocalDate day) {
    return from.floorEntry(day).getValue();
  }

  /** What a period is added up over: the tree of its last day. */
  public Divisions in(Period period) {
    return on(period.last());
  }

  /** A division of today, or one that ended. */
  public Optional<Division> find(String code) {
    return today.find(code).or(() -> Optional.ofNullable(ends.get(code)).flatMap(Change::ended));
  }

  /** Codes of all divisions that ended. */
  Set<String> gone() {
    return Set.copyOf(ends.keySet());
  }

  /** The day on which it began, when that is known. */
  public Optional<Change> began(String code) {
    return Optional.ofNullable(begins.get(code));
  }

  /** The day on which it was no more. */
  public Optional<Change> ended(String code) {
    return Optional.ofNullable(ends.get(code));
  }

  /**
   * The code on a day of what has this code at another time: back to what a division was taken out
   * of, forward to what it went into. Where it went into several, or came out of several, the code
   * itself, since nobody can say which.
   */
  public String codeOn(String code, LocalDate day) {
    Divisions then = on(day);
    Set<String> seen = new HashSet<>();
    String at = code;
    while (then.find(at).isEmpty() && seen.add(at)) {
      Change begin = begins.get(at);
      Change end = ends.get(at);
      boolean backward = begin != null && day.isBefore(begin.on());
      Change change = backward ? begin : end;
      if (change == null || change.others().size() != 1) {
        return code;
      }
      at = change.others().getFirst();
    }
    return then.find(at).isPresent() ? at : code;
  }

  /**
   * Reads {@code division-changes.csv} of a city; without one nothing ever changed.
   *
   * @throws IllegalArgumentException naming the line at fault
   */
  static DivisionHistory load(Path city, Divisions today) {
    Path file = city.resolve("division-changes.csv");
    if (!Files.exists(file)) {
      return of(today);
    }
    List<Change> changes = new ArrayList<>();
    for (Csv.Row row : Csv.read(file)) {
      changes.add(change(row, today));
    }
    return of(today, changes);
  }

  /** An ended division is drawn where what it went into lies, since its border is not kept. */
  private static Change change(Csv.Row row, Divisions today) {
    LocalDate on = LocalDate.parse(row.get("on"));
    String code = row.get("code");
    List<String> others =
        row.get("others").isBlank() ? List.of() : List.of(row.get("others").strip().split(" +"));
    return switch (row.get("what")) {
      case "began" -> Change.began(on, code, others);
      case "ended" -> {
        Division place =
            others.stream()
                .flatMap(other -> today.find(other).stream())
                .findFirst()
                .orElse(today.root());
        yield Change.ended(
            on,
            new Division(
                code,
                DivisionLevel.valueOf(row.get("level")),
                Text.of(row.get("zh"), row.get("en")),
                row.get("parent"),
                place.synthetic(),
                place.centre(),
                place.bounds()),
            others);
      }
      default ->
          throw new IllegalArgumentException(
              row.place() + ": a division began or ended, not " + row.get("what"));
    };
  }
}
