package furong.flow;

import furong.base.Level;
import furong.detect.AlertChange;
import furong.detect.Effects;
import furong.observe.ByteReader;
import furong.observe.ByteWriter;
import furong.observe.LogRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest judge whose effects depend on everything that came before: each reading of 100 or
 * more raises an alert that carries the sum of all readings of its shard so far.
 */
final class CountingJudge implements Judge {

  private final Map<Integer, Double> sums = new HashMap<>();

  @Override
  public void apply(int shard, LogRecord entry, Effects out) {
    if (entry instanceof LogRecord.Readings readings) {
      for (int i = 0; i < readings.block().size(); i++) {
        double value = readings.block().value(i);
        double sum = sums.merge(shard, value, Double::sum);
        if (value >= 100) {
          out.alert(alert(shard, readings.block().timeMs(i), sum));
        }
      }
    }
  }

  static AlertChange alert(int shard, long atMs, double sum) {
    return new AlertChange(
        AlertChange.alertId("test.high", shard, atMs),
        "test.high",
        "test",
        "1",
        AlertChange.Kind.OPENED,
        Level.II,
        shard,
        "510104",
        atMs,
        atMs,
        false,
        true,
        Map.of("sum", sum),
        "高 high");
  }

  @Override
  public List<byte[]> save(int shard) {
    if (!sums.containsKey(shard)) {
      return List.of();
    }
    ByteWriter out = new ByteWriter(8);
    out.f64(sums.get(shard));
    return List.of(out.toBytes());
  }

  @Override
  public void restore(int shard, List<byte[]> state) {
    sums.put(shard, new ByteReader(state.getFirst()).f64());
  }
}
