package furong.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Counts how rules stand, per rule and division, and tells what has changed when the clock ticks.
 * Whoever stands somewhere moves from count to count when that changes.
 */
final class Standings {

  private static final int KINDS = Judgement.values().length;

  /** One rule in one division. */
  static final class Cell {
    private final String rule;
    private final String division;
    private final int[] counts = new int[KINDS];
    private final int[] told = new int[KINDS];

    private Cell(String rule, String division) {
      this.rule = rule;
      this.division = division;
    }

    boolean isOf(String code) {
      return division.equals(code);
    }

    void add(Judgement judgement) {
      counts[judgement.ordinal()]++;
    }

    /**
     * @param kind number of a {@link Judgement}
     */
    void add(byte kind, int more) {
      counts[kind] += more;
    }
  }

  private final TreeMap<String, Cell> cells = new TreeMap<>();

  Cell cell(String rule, String division) {
    return cells.computeIfAbsent(rule + "|" + division, k -> new Cell(rule, division));
  }

  /** Counts from nothing again. */
  void begin() {
    cells.values().forEach(c -> Arrays.fill(c.counts, 0));
  }

  /** Counts one rule from nothing again. */
  void begin(String rule) {
    cells.values().stream().filter(c -> c.rule.equals(rule)).forEach(c -> Arrays.fill(c.counts, 0));
  }

  void tell(int shard, long nowMs, Effects out) {
    for (Cell cell : cells.values()) {
      if (!Arrays.equals(cell.counts, cell.told)) {
        System.arraycopy(cell.counts, 0, cell.told, 0, KINDS);
        out.standing(
            new Standing(
                shard,
                cell.rule,
                cell.division,
                cell.counts[Judgement.OK.ordinal()],
                cell.counts[Judgement.PENDING.ordinal()],
                cell.counts[Judgement.FIRING.ordinal()],
                cell.counts[Judgement.CANNOT_JUDGE.ordinal()],
                nowMs));
      }
    }
  }

  void encode(DataOutput out) throws IOException {
    out.writeInt(cells.size());
    for (Cell cell : cells.values()) {
      out.writeUTF(cell.rule);
      out.writeUTF(cell.division);
      for (int count : cell.told) {
        out.writeInt(count);
      }
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      Cell cell = cell(in.readUTF(), in.readUTF());
      for (int i = 0; i < KINDS; i++) {
        cell.told[i] = in.readInt();
      }
    }
  }
}
