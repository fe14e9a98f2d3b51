package furong.detect;

import furong.base.Level;
import furong.pack.Index;
import furong.pack.IndexItem;
import furong.pack.IndexRuleSet;
import furong.pack.RuleProgram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule on one thing: what is settled, what is judged so far, and what was told.
 *
 * <p>{@code settled} has seen every instant that can no longer change; {@code now} is ahead of it
 * by the instants within the allowed lateness. What was told is compared with them and differences
 * are told: so a late reading that is not too late still gives the right alerts.
 */
final class RuleState {

  // most rules have no index and no silence
  private static final @Nullable Series[] NO_SERIES = new @Nullable Series[0];
  private static final @Nullable Series[][][] NO_INDEX = new @Nullable Series[0][][];

  final String rule;
  Machine settled;
  Machine now;
  boolean told;
  long toldAt = Machine.NEVER;
  long lastToldAt = Machine.NEVER;
  int toldLevel;
  Level toldAs = Level.IV;

  // of the rule book at hand, not kept
  @Nullable RuleProgram program;
  String said = "";
  @Nullable Series[] series = NO_SERIES;
  @Nullable Series[][][] indexSeries = NO_INDEX;
  @Nullable Series[] heard = NO_SERIES;
  Timing timing = Timing.NONE;
  Standings.@Nullable Cell cell;

  RuleState(String rule, Machine settled, Machine now) {
    this.rule = rule;
    this.settled = settled;
    this.now = now;
  }

  /** Connects it with its program and with the series of its thing. */
  void bind(RuleProgram newProgram, RuleBook book, Map<String, Series> has) {
    RuleProgram oldProgram = program;
    String saidBefore = said;
    said = book.said(rule);
    if (oldProgram != null && !said.equals(saidBefore)) {
      int[] levels = levels(oldProgram, newProgram);
      settled = under(settled, oldProgram, newProgram);
      now = under(now, oldProgram, newProgram);
      toldLevel = toldLevel < levels.length ? levels[toldLevel] : 0;
    } else if (settled.conditions() != newProgram.conditions()) {
      settled = new Machine(newProgram.conditions());
      now = new Machine(newProgram.conditions());
    }
    connect(newProgram, book, has);
  }

  /** The same for one that only asks and has no machines to move. */
  void connect(RuleProgram newProgram, RuleBook book, Map<String, Series> has) {
    program = newProgram;
    List<String> properties = newProgram.properties();
    series = new @Nullable Series[properties.size()];
    for (int i = 0; i < properties.size(); i++) {
      series[i] = has.get(properties.get(i));
    }
    int indexes = newProgram.indexes().size();
    indexSeries = indexes == 0 ? NO_INDEX : new @Nullable Series[indexes][][];
    for (int k = 0; k < indexes; k++) {
      Index index = newProgram.indexes().get(k);
      indexSeries[k] = new @Nullable Series[index.ruleSets().size()][];
      for (int s = 0; s < index.ruleSets().size(); s++) {
        indexSeries[k][s] = itemSeries(index.ruleSets().get(s), has);
      }
    }
    RuleProgram.SilenceProgram silence = newProgram.silence();
    heard =
        silence == null
            ? NO_SERIES
            : silence.properties().stream()
                .filter(has::containsKey)
                .map(has::get)
                .toArray(Series[]::new);
    timing = book.timing(newProgram);
  }

  /** A machine of one program under another, which says something else. */
  static Machine under(Machine machine, RuleProgram from, RuleProgram to) {
    int[] levels = levels(from, to);
    boolean[] renamed = new boolean[levels.length];
    for (int i = 0; i < levels.length; i++) {
      renamed[i] = Teller.level(from, i) != Teller.level(to, levels[i]);
    }
    return machine.under(to.conditions(), levels, renamed);
  }

  /**
   * For each level of the old program the one of the new program that is as grave, else the next
   * milder one, else its mildest: an episode that runs goes on, and the next reading corrects it.
   */
  private static int[] levels(RuleProgram from, RuleProgram to) {
    int[] map = new int[Math.max(1, from.levels().size())];
    for (int i = 0; i < from.levels().size(); i++) {
      for (int k = 0; k < to.levels().size(); k++) {
        if (to.levels().get(k).level().number() >= from.levels().get(i).level().number()) {
          map[i] = k;
        }
      }
    }
    return map;
  }

  private static @Nullable Series[] itemSeries(IndexRuleSet set, Map<String, Series> has) {
    @Nullable Series[] all = new @Nullable Series[set.items().size()];
    for (int i = 0; i < all.length; i++) {
      IndexItem item = set.items().get(i);
      all[i] = has.get(item.property());
    }
    return all;
  }

  /** Counts how it stands now. */
  void stand(long clock, long nowMs) {
    Standings.Cell known = cell;
    RuleProgram by = program;
    if (known != null && by != null) {
      Judgement judgement = now.judgement();
      boolean deaf = by.silence() == null && timing.holdMs > 0 && nowMs - clock > timing.holdMs;
      known.add(deaf && judgement != Judgement.FIRING ? Judgement.CANNOT_JUDGE : judgement);
    }
  }

  boolean heardAt(long time) {
    for (Series s : heard) {
      if (s != null && s.heardAt(time)) {
        return true;
      }
    }
    return false;
  }

  void encode(DataOutput out) throws IOException {
    out.writeUTF(rule);
    settled.encode(out);
    now.encode(out);
    out.writeBoolean(told);
    out.writeLong(toldAt);
    out.writeLong(lastToldAt);
    out.writeInt(toldLevel);
    out.writeByte(toldAs.ordinal());
  }

  static RuleState decode(DataInput in) throws IOException {
    RuleState state = new RuleState(in.readUTF(), Machine.decode(in), Machine.decode(in));
    state.told = in.readBoolean();
    state.toldAt = in.readLong();
    state.lastToldAt = in.readLong();
    state.toldLevel = in.readInt();
    state.toldAs = Level.values()[in.readByte()];
    return state;
  }
}
