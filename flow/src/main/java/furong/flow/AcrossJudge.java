package furong.flow;

import furong.base.Result;
import furong.base.WorkCalendar;
import furong.detect.Across;
import furong.detect.CityState;
import furong.detect.Effects;
import furong.detect.RuleBook;
import furong.detect.Told;
import furong.observe.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules across things of the packs, by {@link Across}. It keeps by which versions each shard is
 * judged, as that shard tells it; the texts are those of the log and lie in the checkpoint.
 */
final class AcrossJudge {

  /** Begins the state; changes whenever the bytes do. */
  private static final int FORMAT = 0x4652_4132;

  private final JudgingPacks first;
  private final WorkCalendar calendar;
  private final Across across = new Across(this::rules);
  private @Nullable CityState city;
  private final Map<Integer, JudgingPacks> heard = new TreeMap<>();
  private final Map<String, JudgingPacks> named = new TreeMap<>();
  private final Map<JudgingPacks, RuleBook> books = new HashMap<>();

  AcrossJudge(JudgingPacks first, RuleBook rules, WorkCalendar calendar) {
    this.first = first;
    this.calendar = calendar;
    named.put(first.key(), first);
    books.put(first, rules);
  }

  /** A shard is judged by these from now on; texts that do not read are not taken, as there. */
  void released(int shard, LogRecord.Released entry) {
    JudgingPacks next = of(shard).with(entry);
    if (!books.containsKey(next)) {
      if (!(next.rules(calendar) instanceof Result.Ok<RuleBook>(RuleBook rules))) {
        return;
      }
      books.put(next, rules);
    }
    heard.put(shard, next);
    named.put(next.key(), next);
  }

  void apply(int shard, int shards, Told told, Effects out) {
    if (city == null) {
      city = new CityState(shards);
    }
    Told by =
        new Told(
            told.tickMs(),
            of(shard).key(),
            told.facts(),
            told.alerts(),
            told.vitals(),
            told.figures());
    across.apply(city, shard, by, out);
  }

  private JudgingPacks of(int shard) {
    return heard.getOrDefault(shard, first);
  }

  private RuleBook rules(String versions) {
    RuleBook known = books.get(named.getOrDefault(versions, first));
    if (known == null) {
      throw new IllegalStateException("rules of " + versions + " were read when they were named");
    }
    return known;
  }

  /** Forgets versions by which nothing stands any more. */
  private void forget(CityState state) {
    Set<String> needed = new HashSet<>(state.versions());
    needed.add(first.key());
    heard.values().forEach(packs -> needed.add(packs.key()));
    named.keySet().retainAll(needed);
    books.keySet().retainAll(new HashSet<>(named.values()));
  }

  boolean isEmpty() {
    return city == null;
  }

  void encode(DataOutput out) throws IOException {
    CityState state = Objects.requireNonNull(city);
    forget(state);
    out.writeInt(FORMAT);
    List<JudgingPacks> all = new ArrayList<>(named.values());
    out.writeInt(all.size());
    for (JudgingPacks packs : all) {
      packs.encode(out);
    }
    out.writeInt(heard.size());
    for (Map.Entry<Integer, JudgingPacks> of : heard.entrySet()) {
      out.writeInt(of.getKey());
      out.writeUTF(of.getValue().key());
    }
    state.encode(out);
  }

  void decode(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("state of rules across things begins with " + format);
    }
    for (int left = in.readInt(); left > 0; left--) {
      JudgingPacks packs = first.decode(in);
      if (!books.containsKey(packs)) {
        if (!(packs.rules(calendar) instanceof Result.Ok<RuleBook>(RuleBook rules))) {
          continue;
        }
        books.put(packs, rules);
      }
      named.put(packs.key(), packs);
    }
    for (int left = in.readInt(); left > 0; left--) {
      int shard = in.readInt();
      heard.put(shard, named.getOrDefault(in.readUTF(), first));
    }
    city = CityState.decode(in);
  }
}
