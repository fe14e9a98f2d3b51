package furong.detect;

import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The thing of a {@link LittlePack}, and what is told of it: {@code 3 OPENED} of hour 3. */
final class Pond implements Effects {
  private static final long HOUR = World.HOUR;
  private static final long START = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();

  final Detector detector;
  final ShardState state = new ShardState();
  final List<String> told = new ArrayList<>();

  Pond(RuleBook rules, boolean withInflow) {
    detector = new Detector(rules);
    register(1, "pond.level");
    if (withInflow) {
      register(2, "pond.inflow");
    }
  }

  private void register(long id, String property) {
    detector.apply(
        0,
        state,
        new LogRecord.Registered(
            id, new DatastreamInfo(id, 9, "d", "pond", property, 1, 0, "510107", 0, false)),
        this);
  }

  void hour(int h, double level, double inflow) {
    long time = START + h * HOUR;
    ReadingBlock block = new ReadingBlock(2);
    if (!Double.isNaN(level)) {
      block.add(1, h * 2L, time, level, null);
    }
    if (!Double.isNaN(inflow)) {
      block.add(2, h * 2L + 1, time, inflow, null);
    }
    detector.apply(0, state, new LogRecord.Readings(time, "", block), this);
  }

  void reads(long time, double level) {
    ReadingBlock block = new ReadingBlock(1);
    block.add(1, time, time, level, null);
    detector.apply(0, state, new LogRecord.Readings(time, "", block), this);
  }

  @Override
  public void alert(AlertChange change) {
    told.add((change.atMs() - START) / HOUR + " " + change.kind());
  }

  @Override
  public void vital(VitalWindow window) {
    // of no matter here
  }
}
