package furong.detect;

import furong.base.Mean;
import furong.base.WorkCalendar;
import furong.pack.Faults;
import furong.pack.Index;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.pack.Rule;
import furong.pack.RuleCompiler;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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
   * @param mean how its readings are averaged
   */
  record Watched(
      String id,
      QualityLimits limits,
      long latenessMs,
      long silenceMs,
      long everyMs,
      boolean fed,
      long keepMs,
      int usualWeeks,
      Mean mean) {}

  private final List<RuleProgram> programs;
  private final Map<String, Watched> properties = new HashMap<>();
  private final Map<String, long[]> ruleSetStarts = new HashMap<>();
  private final Map<RuleProgram, Timing> timings =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private final Map<Set<String>, Shape> shapes = new ConcurrentHashMap<>();

  // rules by what they read: a thing is asked only by those of its properties
  private final Map<String, List<Integer>> byProperty = new HashMap<>();
  private final Map<String, List<RuleMember>> membersByProperty = new HashMap<>();
  private final List<RuleProgram> across;
  private final List<RuleProgram> unasked = new ArrayList<>();
  private final Set<String> acrossAlerts = new HashSet<>();
  private final Set<String> acrossVitals = new HashSet<>();
  private long alertsMs;

  private final Map<String, String> said = new HashMap<>();
  private final PackBook book;
  private final Schedule schedule;

  private RuleBook(PackBook book, List<RuleProgram> programs, Schedule schedule) {
    this.book = book;
    this.programs = List.copyOf(programs);
    this.schedule = schedule;
    this.across = programs.stream().filter(p -> p.across() != null).toList();
    for (int i = 0; i < programs.size(); i++) {
      for (String property : dependsOn(programs.get(i))) {
        byProperty.computeIfAbsent(property, k -> new ArrayList<>()).add(i);
      }
    }
    for (RuleProgram program : across) {
      RuleProgram.Across by = Objects.requireNonNull(program.across());
      acrossAlerts.addAll(by.alerts());
      alertsMs = Math.max(alertsMs, by.alertsMs());
      acrossVitals.addAll(by.vitals());
      if (by.of() == Rule.Over.Of.NEIGHBOURS && Double.isNaN(by.withinM())) {
        unasked.add(program);
        continue;
      }
      for (RuleMember member : by.members()) {
        for (String property : dependsOn(member.needs())) {
          membersByProperty.computeIfAbsent(property, k -> new ArrayList<>()).add(member);
        }
      }
    }
    for (Property property : book.properties()) {
      properties.put(property.id(), watched(property));
    }
    programs.forEach(p -> said.put(p.rule().id(), sentence(p)));
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

  /** Everything that a rule's judgement depends on, as one text; two that are equal judge alike. */
  String said(String rule) {
    return said.getOrDefault(rule, "");
  }

  private String sentence(RuleProgram program) {
    Rule rule = program.rule();
    StringBuilder all = new StringBuilder();
    for (Rule.RuleLevel level : rule.levels()) {
      all.append(level.level()).append(level.when().text()).append(level.holdsFor()).append('|');
      level.also().forEach(c -> all.append(c.when().text()).append(c.holdsFor()).append('|'));
    }
    Rule.ExprText clear = rule.clear();
    Rule.Silence silence = rule.silence();
    all.append(clear == null ? "" : clear.text()).append('|').append(rule.clearFor()).append('|');
    all.append(silence == null ? "" : silence.properties() + silence.after() + silence.level());
    all.append(rule.over() == null ? "" : "|" + rule.over());
    String text = all.toString();
    program
        .pack()
        .params()
        .forEach((name, param) -> {
          if (text.contains(name)) {
            all.append('|').append(name).append('=').append(param.value()).append(param.unit());
          }
        });
    program.indexes().forEach(index -> all.append('|').append(index.ruleSets()));
    new TreeSet<>(dependsOn(program))
        .stream()
            .filter(property -> mean(property).isEnergy())
            .forEach(property -> all.append("|energy of ").append(property));
    return all.toString();
  }

  Schedule schedule() {
    return schedule;
  }

  int usualWeeks(String property) {
    Watched watched = properties.get(property);
    return watched == null ? 0 : watched.usualWeeks();
  }

  /** How the readings of a property are averaged. */
  Mean mean(String property) {
    Watched watched = properties.get(property);
    return watched == null ? Mean.ARITHMETIC : watched.mean();
  }

  private static long startMs(LocalDate day, ZoneId zone) {
    return day.equals(LocalDate.MIN)
        ? Long.MIN_VALUE
        : Instant.from(day.atStartOfDay(zone)).toEpochMilli();
  }

  private Watched watched(Property property) {
    boolean fed = false;
    long windowMs = 0;
    int usualWeeks = 0;
    for (int i : byProperty.getOrDefault(property.id(), List.of())) {
      RuleProgram program = programs.get(i);
      fed = true;
      windowMs = Math.max(windowMs, program.longestWindowMs());
      usualWeeks = Math.max(usualWeeks, program.usualWeeks().getOrDefault(property.id(), 0));
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
        usualWeeks,
        property.mean());
  }

  /** Every property that the rule of this id looks at; none when there is no such rule. */
  public Set<String> properties(String rule) {
    return programs.stream()
        .filter(p -> p.rule().id().equals(rule))
        .findFirst()
        .map(RuleBook::dependsOn)
        .orElse(Set.of());
  }

  /** Every property that a rule looks at. */
  static Set<String> dependsOn(RuleProgram program) {
    Set<String> all = new HashSet<>(program.properties());
    program.indexes().forEach(index -> all.addAll(index.properties()));
    RuleProgram.SilenceProgram silence = program.silence();
    if (silence != null) {
      all.addAll(silence.properties());
    }
    RuleProgram.Across across = program.across();
    if (across != null) {
      across.members().forEach(member -> all.addAll(dependsOn(member.needs())));
    }
    return all;
  }

  /** Whether a thing that observes {@code has} can be judged by a rule. */
  static boolean applies(RuleProgram program, Set<String> has) {
    RuleProgram.SilenceProgram silence = program.silence();
    return program.across() == null
        && has.containsAll(program.properties())
        && program.indexes().stream().allMatch(i -> i.properties().stream().anyMatch(has::contains))
        && (silence == null || silence.properties().stream().anyMatch(has::contains))
        && dependsOn(program).stream().anyMatch(has::contains);
  }

  /** Everything that follows from what a thing observes. */
  Shape shape(Set<String> has) {
    return shapes.computeIfAbsent(has, of -> new Shape(of, this));
  }

  /** The rules that judge a thing which observes {@code has}, in the order of the book. */
  List<RuleProgram> programs(Set<String> has) {
    TreeSet<Integer> candidates = new TreeSet<>();
    has.forEach(p -> candidates.addAll(byProperty.getOrDefault(p, List.of())));
    return candidates.stream().map(programs::get).filter(p -> applies(p, has)).toList();
  }

  /** What rules across things ask of a thing which observes {@code has}. */
  List<RuleMember> members(Set<String> has) {
    Map<String, RuleMember> found = new TreeMap<>();
    for (String property : has) {
      membersByProperty.getOrDefault(property, List.of()).stream()
          .filter(member -> applies(member.needs(), has))
          .forEach(member -> found.put(member.key(), member));
    }
    return List.copyOf(found.values());
  }

  /**
   * Rules over neighbours of which the city has yet to say how far one may be: they can judge
   * nothing, so no thing is asked for them, and those that have all that it asks for are counted.
   */
  List<String> unasked(Set<String> has) {
    return unasked.stream()
        .filter(p ->
            Objects.requireNonNull(p.across()).members().stream()
                .anyMatch(member -> applies(member.needs(), has)))
        .map(p -> p.rule().id())
        .toList();
  }

  /** The rules across things. */
  List<RuleProgram> across() {
    return across;
  }

  /** A rule across things; null when there is none of this id. */
  @Nullable RuleProgram findAcross(String rule) {
    return across.stream().filter(p -> p.rule().id().equals(rule)).findFirst().orElse(null);
  }

  /** Rules whose alerts rules across things ask for. */
  Set<String> alertsAsked() {
    return acrossAlerts;
  }

  /** Indicators whose figures rules across things ask for. */
  public Set<String> indicatorsAsked() {
    Set<String> all = new TreeSet<>();
    across.forEach(p -> all.addAll(Objects.requireNonNull(p.across()).indicators()));
    return all;
  }

  /** How far back they ask for them. */
  long alertsMs() {
    return alertsMs;
  }

  /** Whether a rule across things asks for the alerts of this one. */
  public boolean asksForAlerts(String rule) {
    return acrossAlerts.contains(rule);
  }

  /** Whether a rule across things asks for the vital sign of this property. */
  public boolean asksForVital(String property) {
    return acrossVitals.contains(property);
  }

  /** Whether there is any rule across things. */
  public boolean asksAcross() {
    return !across.isEmpty();
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

  /**
   * Of one of its programs; by the program itself, for what a rule asks of things has the same id.
   */
  Timing timing(RuleProgram program) {
    return timings.computeIfAbsent(program, p -> Timing.of(p, this));
  }

  /** Starts of an index's rule sets as instants of the city's zone, oldest first. Unix ms. */
  long[] ruleSetStarts(Index index) {
    long[] starts = ruleSetStarts.get(index.id());
    return starts == null ? new long[] {Long.MIN_VALUE} : starts;
  }
}
