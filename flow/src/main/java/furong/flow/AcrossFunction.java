package furong.flow;

import furong.detect.AlertChange;
import furong.detect.Fact;
import furong.detect.Told;
import furong.detect.VitalWindow;
import furong.observe.IndicatorFigure;
import furong.observe.LogRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Runs the second stage within Flink, once for all shards: what comes of them is small, and every
 * division is in one place. Its state and that of the first stage are of one checkpoint.
 */
final class AcrossFunction extends ProcessFunction<Tuple2<Integer, byte[]>, Tuple2<Integer, byte[]>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  /** Partition of the effects log that they go to; any would do, for they carry no offset. */
  private static final int PARTITION = 0;

  private final Judge.Source source;
  private final int shards;
  private transient @Nullable Judge judge;
  private transient @Nullable ListState<byte[]> saved;
  private transient Outcome outcome = new Outcome();

  AcrossFunction(Judge.Source source, int shards) {
    this.source = source;
    this.shards = shards;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ListState<byte[]> all =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    "across", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    saved = all;
    Judge opened = source.open();
    judge = opened;
    outcome = new Outcome();
    if (context.isRestored()) {
      List<byte[]> pieces = new ArrayList<>();
      all.get().forEach(pieces::add);
      if (!pieces.isEmpty()) {
        restore(opened, pieces);
      }
    }
  }

  private static void restore(Judge judge, List<byte[]> state) {
    try {
      judge.restoreAcross(state);
    } catch (RuntimeException e) {
      throw new UnreadableState("the state of rules across things", e);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    List<byte[]> state = opened().saveAcross();
    if (saved != null) {
      saved.update(state);
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
      Tuple2<Integer, byte[]> told, Context context, Collector<Tuple2<Integer, byte[]>> out) {
    EffectEntry entry = EffectCodec.decode(told.f1);
    List<Fact> facts = new ArrayList<>();
    List<AlertChange> alerts = new ArrayList<>();
    List<VitalWindow> vitals = new ArrayList<>();
    List<IndicatorFigure> figures = new ArrayList<>();
    for (Effect effect : entry.effects()) {
      switch (effect) {
        case Effect.OfFact(Fact fact) -> facts.add(fact);
        case Effect.OfAlert(AlertChange change) -> alerts.add(change);
        case Effect.OfVital(VitalWindow window) -> vitals.add(window);
        case Effect.OfFigure(IndicatorFigure figure) -> figures.add(figure);
        case Effect.OfReleased(LogRecord.Released released) -> opened().released(told.f0, released);
        case Effect.OfStanding standing -> {
          // counts are for people
        }
      }
    }
    outcome.clear();
    opened()
        .across(
            told.f0, shards, new Told(entry.source(), "", facts, alerts, vitals, figures), outcome);
    if (!outcome.effects.isEmpty()) {
      out.collect(
          Tuple2.of(
              PARTITION, EffectCodec.encode(new EffectEntry(EffectEntry.ACROSS, outcome.effects))));
    }
  }
}
