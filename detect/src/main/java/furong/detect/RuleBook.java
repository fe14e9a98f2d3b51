package furong.detect;

import furong.base.WorkCalendar;
import furong.pack.Faults;
import furong.pack.Index;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.pack.RuleCompiler;
import furong.pack.RuleProgram;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules of all packs and what they need of each property. Immutable; compile it once
 * and share it among all shards.
 *
 * @see furong.pack.PackReader
 */
public final class RuleBook {

  /**
   * What the stream must know of a property.
   *
   * @param limits what its readings are held against
   * @param fed some rule looks at it, so its readings are kept for {@code keepMs}
   * @param usualWeeks for how many past weeks the means of its hours are kept
   * @param everyMs expected interval between readings; 0 when sensors differ
   */
  record Watched(
      String id,
      QualityLimits limits,
      long latenessMs,
      long silenceMs,
      long everyMs,
      boolean fed,
      long keepMs,
      int usualWeeks) {}

  private final List<RuleProgram> programs;
  private final Map<String, Watched> properties = new HashMap<>();
  private final Map<String, long[]> ruleSetStarts = new HashMap<>();

  private final PackBook book;
  private final Schedule schedule;

  private RuleBook(PackBook book, List<RuleProgram> programs, Schedule schedule) {
    this.book = book;
    this.programs = List.copyOf(programs);
    this.schedule = schedule;
    for (Property property : book.properties()) {
      properties.put(property.id(), watched(property, programs));
    }
    for (Index index : book.indexes()) {
      ruleSetStarts.put(
          index.id(),
          index.ruleSets().stream()
              .mapToLong(set -> startMs(set.validFrom(), schedule.zone()))
              .toArray());
    }
  }

  /**
   * Compiles the rules of a book; {@code working_day()} cannot judge without a calendar.
   *
   * @param zone the city's: a rule set of an index begins at its midnight
   * @throws IllegalStateException when a rule does not compile; the laws of packs find it earlier
   */
  public static RuleBook of(PackBook book, ZoneId zone) {
    return of(book, new Schedule(zone, null));
  }

  /** As {@link #of(PackBook, ZoneId)}, in the city's zone and by its working days. */
  public static RuleBook of(PackBook book, WorkCalendar calendar) {
    return of(book, new Schedule(calendar.zone(), calendar));
  }

  private static RuleBook of(PackBook book, Schedule schedule) {
    Faults faults = new Faults();
    List<RuleProgram> programs = RuleCompiler.compile(book, faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException("rules do not compile: " + faults.notices());
    }
    return new RuleBook(book, programs, schedule);
  }

  /** The same rules by other working days. */
  RuleBook with(WorkCalendar calendar) {
    return new RuleBook(book, programs, new Schedule(calendar.zone(), calendar));
  }

  Schedule schedule() {
    return schedule;
  }

  int usualWeeks(String property) {
    Watched watched = properties.get(property);
    return watched == null ? 0 : watched.usualWeeks();
  }

  private static long startMs(LocalDate day, ZoneId zone) {
    return day.equals(LocalDate.MIN)
        ? Long.MIN_VALUE
        : Instant.from(day.atStartOfDay(zone)).toEpochMilli();
  }

  private static Watched watched(Property property, List<RuleProgram> programs) {
    boolean fed = false;
    long windowMs = 0;
    int usualWeeks = 0;
    for (RuleProgram program : programs) {
      if (dependsOn(program).contains(property.id())) {
        fed = true;
        windowMs = Math.max(windowMs, program.longestWindowMs());
        usualWeeks = Math.max(usualWeeks, program.usualWeeks().getOrDefault(property.id(), 0));
      }
    }
    return new Watched(
        property.id(),
        QualityLimits.of(property, fed),
        property.lateness().toMillis(),
        property.expectedSilence().toMillis(),
        property.every() == null ? 0 : property.every().toMillis(),
        fed,
        // at the far end of a window, too, the newest value may be as old as silence is expected
        windowMs + property.expectedSilence().toMillis(),
        usualWeeks);
  }

  /** Every property that a rule looks at. */
  static Set<String> dependsOn(RuleProgram program) {
    Set<String> all = new HashSet<>(program.properties());
    program.indexes().forEach(index -> all.addAll(index.properties()));
    RuleProgram.SilenceProgram silence = program.silence();
    if (silence != null) {
      all.addAll(silence.properties());
    }
    return all;
  }

  /** Whether a thing that observes {@code has} can be judged by a rule. */
  static boolean applies(RuleProgram program, Set<String> has) {
    RuleProgram.SilenceProgram silence = program.silence();
    return has.containsAll(program.properties())
        && program.indexes().stream().allMatch(i -> i.properties().stream().anyMatch(has::contains))
        && (silence == null || silence.properties().stream().anyMatch(has::contains))
        && dependsOn(program).stream().anyMatch(has::contains);
  }

  List<RuleProgram> programs() {
    return programs;
  }

  /** What the readings of a property are held against; null when no pack knows it. */
  public @Nullable QualityLimits limits(String property) {
    Watched watched = properties.get(property);
    return watched == null ? null : watched.limits();
  }

  @Nullable Watched watched(String property) {
    return properties.get(property);
  }

  /** Starts of an index's rule sets as instants of the city's zone, oldest first. Unix ms. */
  long[] ruleSetStarts(Index index) {
    long[] starts = ruleSetStarts.get(index.id());
    return starts == null ? new long[] {Long.MIN_VALUE} : starts;
  }
}
