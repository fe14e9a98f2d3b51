package furong.detect;

import furong.base.Mean;
import furong.detect.Heard.OfAlert;
import furong.detect.Heard.OfVital;
import furong.observe.IndicatorFigure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the second stage knows: what shards that are ahead have told already, what each
 * thing says, alerts and vital signs that are asked for, and the state of every rule in every
 * division. Small beside the shards' states: a fact per thing and question. One writer at a time.
 */
public final class CityState {

  /** Changes whenever the bytes do; the one before is read. */
  private static final int VERSION = 3;

  private static final int OLDEST = 2;

  /** The first that says how the sums of a vital window are averaged. */
  static final int MEANS = 3;

  /** The sums of one vital window, by shard. */
  static final class Window {
    final TreeMap<Integer, OfVital> shards = new TreeMap<>();

    /** What was summed up in another way counts for nothing: the two do not add up. */
    double mean(Mean mean) {
      long count = 0;
      double sum = 0;
      for (OfVital of : shards.values()) {
        if (of.mean() == mean) {
          count += of.count();
          sum += of.sum();
        }
      }
      return mean.of(sum, count);
    }
  }

  final List<ArrayDeque<Heard>> waiting = new ArrayList<>();

  /** By which versions each shard is judged, as far as it was taken in. */
  final List<String> versions = new ArrayList<>();

  /** By which versions the last tick was judged, once there was one. */
  String judgedBy = "";

  boolean hasJudged;

  /** Rules whose alerts are asked for since a change of the packs, and since when. */
  final TreeMap<String, Long> askedSince = new TreeMap<>();

  long judgedTo = Machine.NEVER;
  final TreeMap<String, TreeMap<Long, Fact>> facts = new TreeMap<>();
  final AlertsHeard alerts = new AlertsHeard();
  final TreeMap<String, TreeMap<Long, Window>> vitals = new TreeMap<>();
  final Figures figures = new Figures();
  final TreeMap<String, TreeMap<String, Group>> groups = new TreeMap<>();
  final Standings standings = new Standings();

  // not kept: belongs to the run
  @Nullable RuleBook bound;
  @Nullable Watches watches;

  /** The tick that was judged last in this run. */
  long steppedTo = Machine.NEVER;

  public CityState(int shards) {
    for (int i = 0; i < shards; i++) {
      ArrayDeque<Heard> queue = new ArrayDeque<>();
      queue.add(new Heard());
      waiting.add(queue);
      versions.add("");
    }
  }

  /** What a rule says of its divisions or things, by code or id. */
  public Map<String, Judgement> judgements(String rule) {
    Map<String, Judgement> all = new TreeMap<>();
    groups
        .getOrDefault(rule, new TreeMap<>())
        .forEach((of, group) -> all.put(of, group.machine.judgement()));
    return all;
  }

  /** Every name of versions that something stands by, also of shards that are ahead. */
  public Set<String> versions() {
    Set<String> all = new TreeSet<>(versions);
    all.add(judgedBy);
    waiting.forEach(queue -> queue.forEach(heard -> all.add(heard.versions)));
    return all;
  }

  // ---- one round

  void take(int shard, Told told, RuleBook rules) {
    Heard heard = waiting.get(shard).getLast();
    heard.facts.addAll(told.facts());
    for (AlertChange change : told.alerts()) {
      boolean counts = change.live() || change.kind() == AlertChange.Kind.CLEARED;
      if (counts && rules.asksForAlerts(change.rule())) {
        heard.alerts.add(OfAlert.of(change));
      }
    }
    for (VitalWindow window : told.vitals()) {
      if (rules.asksForVital(window.property())) {
        heard.vitals.add(OfVital.of(window));
      }
    }
    heard.figures.addAll(told.figures());
    if (told.tickMs() != Told.NO_TICK) {
      heard.tickMs = told.tickMs();
      heard.versions = told.versions();
      waiting.get(shard).add(new Heard());
    }
  }

  /** The earliest tick that every shard has come to; {@link Told#NO_TICK} while one has not. */
  long nextTick() {
    long earliest = Long.MAX_VALUE;
    for (ArrayDeque<Heard> queue : waiting) {
      Heard first = queue.getFirst();
      if (first.tickMs == Told.NO_TICK) {
        return Told.NO_TICK;
      }
      earliest = Math.min(earliest, first.tickMs);
    }
    return earliest;
  }

  /** Takes in what the shards told until a tick, in the order of their numbers. */
  void advance(long tickMs) {
    for (int shard = 0; shard < waiting.size(); shard++) {
      ArrayDeque<Heard> queue = waiting.get(shard);
      while (queue.getFirst().tickMs != Told.NO_TICK && queue.getFirst().tickMs <= tickMs) {
        Heard heard = queue.removeFirst();
        versions.set(shard, heard.versions);
        heard.facts.forEach(this::learn);
        heard.alerts.forEach(this::learn);
        heard.vitals.forEach(this::learn);
        heard.figures.forEach(this::learn);
      }
    }
  }

  private void learn(Fact fact) {
    TreeMap<Long, Fact> things = facts.computeIfAbsent(fact.key(), k -> new TreeMap<>());
    Fact now = fact.gone() ? null : fact;
    Fact before = now == null ? things.remove(fact.thing()) : things.put(fact.thing(), now);
    Watches all = watches;
    if (all != null) {
      all.fact(fact.key(), before, now);
    }
  }

  private void learn(OfAlert alert) {
    OfAlert before = alerts.learn(alert);
    Watches all = watches;
    if (all != null) {
      all.alert(before, alert);
    }
  }

  /** By which a vital sign of a division is found. */
  static String vital(String property, String division) {
    return property + "|" + division;
  }

  private void learn(OfVital vital) {
    String key = vital(vital.property(), vital.division());
    boolean first = !vitals.containsKey(key);
    vitals
        .computeIfAbsent(key, k -> new TreeMap<>())
        .computeIfAbsent(vital.startMs(), k -> new Window())
        .shards
        .put(vital.shard(), vital);
    Watches all = watches;
    if (all != null) {
      all.vital(vital.property(), vital.division(), first);
    }
  }

  private void learn(IndicatorFigure figure) {
    boolean first = figures.learn(figure);
    Watches all = watches;
    if (all != null) {
      all.figure(figure.indicator(), figure.division(), first ? 1 : 0);
    }
  }

  /** Forgets what no rule can ask for any more. */
  void forget(long nowMs, RuleBook rules) {
    Watches all = watches;
    for (OfAlert gone : alerts.forget(nowMs - rules.alertsMs())) {
      if (all != null) {
        all.alert(gone, null);
      }
    }
    askedSince.values().removeIf(since -> since <= nowMs - rules.alertsMs());
    // but for the newest: that there was one must outlive a restart, as the division's group does
    vitals
        .values()
        .forEach(of -> of.headMap(Math.min(nowMs - Across.VITALS_MS, of.lastKey())).clear());
    figures.forget(
        rules.schedule().day(nowMs),
        (indicator, division) -> {
          if (all != null) {
            all.figure(indicator, division, figures.knows(indicator, division) ? 0 : -1);
          }
        });
  }

  /**
   * Moves every group to the tick that was judged last: those at which nothing changed were not
   * touched there.
   */
  void catchUp() {
    groups.values().forEach(of -> of.values().forEach(group -> group.machine.skipTo(steppedTo)));
  }

  // ---- as bytes

  /** Writes everything that is kept, in a fixed order: equal states give equal bytes. */
  public void encode(DataOutput out) throws IOException {
    catchUp();
    out.writeInt(VERSION);
    out.writeInt(waiting.size());
    for (ArrayDeque<Heard> queue : waiting) {
      out.writeInt(queue.size());
      for (Heard heard : queue) {
        heard.encode(out);
      }
    }
    for (String of : versions) {
      out.writeUTF(of);
    }
    out.writeUTF(judgedBy);
    out.writeBoolean(hasJudged);
    out.writeInt(askedSince.size());
    for (Map.Entry<String, Long> asked : askedSince.entrySet()) {
      out.writeUTF(asked.getKey());
      out.writeLong(asked.getValue());
    }
    out.writeLong(judgedTo);
    out.writeInt(facts.values().stream().mapToInt(Map::size).sum());
    for (Map<Long, Fact> things : facts.values()) {
      for (Fact fact : things.values()) {
        fact.encode(out);
      }
    }
    alerts.encode(out);
    List<OfVital> windows =
        vitals.values().stream()
            .flatMap(w -> w.values().stream())
            .flatMap(w -> w.shards.values().stream())
            .toList();
    out.writeInt(windows.size());
    for (OfVital vital : windows) {
      vital.encode(out);
    }
    figures.encode(out);
    out.writeInt(groups.values().stream().mapToInt(Map::size).sum());
    for (Map<String, Group> of : groups.values()) {
      for (Group group : of.values()) {
        group.encode(out);
      }
    }
    standings.encode(out);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException when the bytes are of another version or end early
   */
  public static CityState decode(DataInput in) throws IOException {
    int version = in.readInt();
    if (version < OLDEST || version > VERSION) {
      throw new IOException("state of the city of version " + version + ", expected " + VERSION);
    }
    CityState state = new CityState(in.readInt());
    for (ArrayDeque<Heard> queue : state.waiting) {
      queue.clear();
      for (int left = in.readInt(); left > 0; left--) {
        queue.add(Heard.decode(in, version));
      }
    }
    for (int shard = 0; shard < state.versions.size(); shard++) {
      state.versions.set(shard, in.readUTF());
    }
    state.judgedBy = in.readUTF();
    state.hasJudged = in.readBoolean();
    for (int left = in.readInt(); left > 0; left--) {
      state.askedSince.put(in.readUTF(), in.readLong());
    }
    state.judgedTo = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      state.learn(Fact.decode(in));
    }
    for (int left = in.readInt(); left > 0; left--) {
      state.learn(OfAlert.decode(in));
    }
    for (int left = in.readInt(); left > 0; left--) {
      state.learn(OfVital.decode(in, version));
    }
    state.figures.read(in);
    for (int left = in.readInt(); left > 0; left--) {
      Group group = Group.decode(in);
      state.groups.computeIfAbsent(group.rule, k -> new TreeMap<>()).put(group.of, group);
    }
    state.standings.read(in);
    return state;
  }
}
