package furong.flow;

import furong.detect.Told;
import furong.observe.CorruptLog;
import furong.observe.LogCodec;
import furong.observe.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the judge within Flink. The state of a shard is one object on the heap, written whole, in
 * compressed pieces, at each checkpoint: keyed state would copy it at the first touch after every
 * checkpoint.
 */
final class JudgeFunction
    extends ProcessFunction<Tuple3<Integer, Long, byte[]>, Tuple2<Integer, byte[]>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(JudgeFunction.class);

  /**
   * Where nothing happens a mark tells how far the stream is: within a sixth of a second of 100
   * batches a second, at a twentieth of a percent of the readings' bytes.
   */
  private static final int MARK_EVERY = 16;

  /** What goes to the second stage: shard, and facts with the time of a tick as their source. */
  static final OutputTag<Tuple2<Integer, byte[]>> FACTS =
      new OutputTag<>("facts", TypeInformation.of(new TypeHint<Tuple2<Integer, byte[]>>() {}));

  private final Judge.Source source;
  private final int shards;
  private transient @Nullable Judge judge;
  private transient @Nullable ListState<Tuple2<Integer, byte[]>> saved;
  private transient Outcome outcome = new Outcome();

  JudgeFunction(Judge.Source source, int shards) {
    this.source = source;
    this.shards = shards;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    // every subtask gets all shards and takes its own: their number may have changed meanwhile; the
    // pieces of a shard come in the order in which its subtask wrote them
    ListState<Tuple2<Integer, byte[]>> all =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    "shards", TypeInformation.of(new TypeHint<Tuple2<Integer, byte[]>>() {})));
    saved = all;
    Judge opened = source.open();
    judge = opened;
    outcome = new Outcome();
    if (context.isRestored()) {
      Map<Integer, List<byte[]>> mine = new TreeMap<>();
      for (Tuple2<Integer, byte[]> piece : all.get()) {
        if (isMine(piece.f0)) {
          mine.computeIfAbsent(piece.f0, shard -> new ArrayList<>()).add(piece.f1);
        }
      }
      mine.forEach((shard, pieces) -> restore(opened, shard, pieces));
    }
  }

  private static void restore(Judge judge, int shard, List<byte[]> pieces) {
    try {
      judge.restore(shard, pieces);
    } catch (RuntimeException e) {
      throw new UnreadableState("the state of shard " + shard, e);
    }
  }

  @Override
  public void open(OpenContext context) {
    // everything is opened with the state, which comes first
  }

  /** The same as in {@link FurongJob#build}. */
  private boolean isMine(int shard) {
    return shard % getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks()
        == getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    List<Tuple2<Integer, byte[]>> mine = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      if (isMine(shard)) {
        for (byte[] piece : opened().save(shard)) {
          mine.add(Tuple2.of(shard, piece));
        }
      }
    }
    if (saved != null) {
      saved.update(mine);
    }
  }

  private Judge opened() {
    if (judge == null) {
      throw new IllegalStateException("Flink opens the state first");
    }
    return judge;
  }

  @Override
  public void processElement(
      Tuple3<Integer, Long, byte[]> entry,
      Context context,
      Collector<Tuple2<Integer, byte[]>> out) {
    int shard = entry.f0;
    LogRecord decoded;
    try {
      decoded = LogCodec.decode(entry.f2);
    } catch (CorruptLog e) {
      LOG.error("shard {} offset {} is skipped", shard, entry.f1, e);
      return;
    }
    outcome.clear();
    opened().apply(shard, decoded, outcome);
    if (!outcome.effects.isEmpty()
        || decoded instanceof LogRecord.Tick
        || entry.f1 % MARK_EVERY == 0) {
      out.collect(Tuple2.of(shard, EffectCodec.encode(new EffectEntry(entry.f1, outcome.effects))));
    }
    onward(shard, decoded, context);
  }

  /** What the second stage wants to hear; a tick always, for it waits until every shard has one. */
  private void onward(int shard, LogRecord entry, Context context) {
    if (entry instanceof LogRecord.Released released) {
      outcome.facts.addFirst(new Effect.OfReleased(released));
    }
    for (Effect effect : outcome.effects) {
      if (opened().wants(shard, effect)) {
        outcome.facts.add(effect);
      }
    }
    long tickMs = entry instanceof LogRecord.Tick tick ? tick.nowMs() : Told.NO_TICK;
    if (tickMs != Told.NO_TICK || !outcome.facts.isEmpty()) {
      context.output(
          FACTS, Tuple2.of(shard, EffectCodec.encode(new EffectEntry(tickMs, outcome.facts))));
    }
  }
}
