package furong.detect;

import furong.pack.RuleProgram;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The second stage: judges rules across things by what the shards told.
 *
 * <pre>{@code
 * Across across = new Across(rules);
 * CityState city = new CityState(shards);
 * across.apply(city, shard, told, effects);     // as it comes, shards in any mixture
 * }</pre>
 *
 * Time is that of the ticks. It judges at a tick when every shard has come to it, by what each
 * shard told until then: a pure function of the shards' logs, whichever of them is read faster. A
 * late reading changes what its thing says at the next tick, not what was judged. History raises no
 * alert here: only things of the present say anything.
 *
 * <p>Which versions of the packs judge is told by the shards, too. While one of them has come to a
 * change and another has not, nothing is judged: facts of the two do not fit each other. At the
 * first tick at which all have come to it the new rules take over.
 *
 * <p>At a tick a rule is judged again only where something changed since the last one, or where
 * something has lasted for long enough: the same as if it were judged everywhere. After a start,
 * under other versions and after a gap it is judged everywhere.
 *
 * <p>Stateless itself and safe to share. Cost: nothing per reading; per tick what changed, by
 * {@link WatchDivisions} and {@link WatchNeighbours}.
 */
public final class Across {

  /** In place of a shard's number where counts of several stages are added up. */
  public static final int SHARD = 9_999;

  /**
   * Ten minutes without a tick break a condition that has to hold: ticks come every ten seconds,
   * and what was while the platform stood still nobody knows.
   */
  static final long HOLD_MS = 600_000L;

  /** A vital sign is known for half an hour: six of its windows, five of them empty. */
  static final long VITALS_MS = 1_800_000L;

  private final Function<String, RuleBook> rules;

  /** By rules that do not change. */
  public Across(RuleBook rules) {
    this(versions -> rules);
  }

  /**
   * @param rules by the name of versions that shards are judged by; the same object for versions
   *     that are the same
   */
  public Across(Function<String, RuleBook> rules) {
    this.rules = rules;
  }

  /** Takes what a shard told, and judges when that was the last shard to come to a tick. */
  public void apply(CityState state, int shard, Told told, Effects out) {
    state.take(shard, told, rules.apply(told.versions()));
    for (long tick = state.nextTick(); tick != Told.NO_TICK; tick = state.nextTick()) {
      state.advance(tick);
      if (tick > state.judgedTo) {
        state.judgedTo = tick;
        RuleBook by = ofAll(state);
        if (by != null) {
          takeOver(state, by, tick, out);
          judge(by, state, tick, out);
        }
      }
    }
  }

  /** The rules of every shard; null while they differ. */
  private @Nullable RuleBook ofAll(CityState state) {
    RuleBook first = rules.apply(state.versions.getFirst());
    return state.versions.stream().allMatch(v -> rules.apply(v) == first) ? first : null;
  }

  private void takeOver(CityState state, RuleBook next, long now, Effects out) {
    RuleBook before = state.bound == null ? rules.apply(state.judgedBy) : state.bound;
    state.bound = next;
    state.judgedBy = state.versions.getFirst();
    if (before != next && state.hasJudged) {
      state.catchUp();
      Takeover.of(state, before, next, now, out);
    }
    state.hasJudged = true;
  }

  private static void judge(RuleBook rules, CityState state, long now, Effects out) {
    Watches watches = state.watches;
    boolean anew = watches == null || watches.book != rules;
    if (watches == null || anew) {
      state.watches = null;
      prune(rules, state, now, out);
      state.alerts.retain(rules::asksForAlerts);
      state.forget(now, rules);
      state.standings.begin();
      watches = new Watches(rules, state);
      state.watches = watches;
    } else {
      state.alerts.retain(rules::asksForAlerts);
      state.forget(now, rules);
    }
    state.facts.keySet().retainAll(watches.keys());
    boolean gap = state.steppedTo != Machine.NEVER && now - state.steppedTo > HOLD_MS;
    watches.judge(now, state.steppedTo, anew || gap, out);
    state.steppedTo = now;
    state.standings.tell(SHARD, now, out);
  }

  /** Forgets groups of rules that are no more or say something else, and ends their alerts. */
  private static void prune(RuleBook rules, CityState state, long now, Effects out) {
    for (Map.Entry<String, TreeMap<String, Group>> of : List.copyOf(state.groups.entrySet())) {
      RuleProgram program = rules.findAcross(of.getKey());
      if (program == null) {
        of.getValue().values().forEach(group -> group.closeWithout(now, out));
        state.groups.remove(of.getKey());
        continue;
      }
      for (Group group : of.getValue().values()) {
        if (group.machine.conditions() != program.conditions()) {
          group.close(program, now, "rule changed", out);
          group.machine = new Machine(program.conditions());
        }
      }
    }
  }
}
