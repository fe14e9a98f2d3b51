package furong.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.geo.GetisOrd.Score;
import furong.geo.SquareGrid.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The statistic by hand, by all permutations, and by what it must not call hot. */
class GetisOrdTest {

  private static Map<Cell, Long> grid(int columns, long... values) {
    Map<Cell, Long> grid = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      grid.put(new Cell(i % columns, i / columns), values[i]);
    }
    return grid;
  }

  private static Score at(Map<Cell, Score> scores, Cell cell) {
    return Objects.requireNonNull(scores.get(cell));
  }

  @Test
  void nineSquaresByHand() {
    Map<Cell, Score> scores = GetisOrd.scores(grid(3, 0, 0, 0, 0, 9, 0, 0, 0, 0));
    // X̄ = 1, S² = 81/9 − 1 = 8. A corner has 4 squares that sum to 9:
    // (9 − 4) / √(8 · (9·4 − 16)/8) = 5/√20
    assertThat(at(scores, new Cell(0, 0)).z()).isCloseTo(5 / Math.sqrt(20), within(1e-12));
    // an edge has 6: (9 − 6) / √(8 · (54 − 36)/8) = 3/√18
    assertThat(at(scores, new Cell(1, 0)).z()).isCloseTo(3 / Math.sqrt(18), within(1e-12));
    // the middle has all nine: nothing is outside
    assertThat(scores).doesNotContainKey(new Cell(1, 1)).hasSize(8);
  }

  /** The formula is mean and spread of the local sum over all orders of the values. */
  @Test
  void zIsHowFarTheSumLiesFromThatOfAllPermutations() {
    Random random = new Random(7);
    for (int world = 0; world < 5; world++) {
      long[] values = random.longs(8, 0, 12).toArray();
      Map<Cell, Score> scores = GetisOrd.scores(grid(4, values));
      List<long[]> orders = new ArrayList<>();
      permute(values.clone(), 0, orders);
      // Cell (0,0) of 4 x 2 squares has places 0, 1, 4, 5
      double[] sums = orders.stream().mapToDouble(v -> v[0] + v[1] + v[4] + v[5]).toArray();
      double mean = Arrays.stream(sums).average().orElseThrow();
      double variance =
          Arrays.stream(sums).map(s -> (s - mean) * (s - mean)).average().orElseThrow();
      double own = values[0] + values[1] + values[4] + values[5];
      assertThat(at(scores, new Cell(0, 0)).z())
          .isCloseTo((own - mean) / Math.sqrt(variance), within(1e-9));
    }
  }

  private static void permute(long[] values, int from, List<long[]> orders) {
    if (from == values.length) {
      orders.add(values.clone());
      return;
    }
    for (int i = from; i < values.length; i++) {
      swap(values, from, i);
      permute(values, from + 1, orders);
      swap(values, from, i);
    }
  }

  private static void swap(long[] values, int a, int b) {
    long kept = values[a];
    values[a] = values[b];
    values[b] = kept;
  }

  @Test
  void pIsThatOfTheTablesOfTheNormalDistribution() {
    assertThat(GetisOrd.p(0)).isCloseTo(1, within(1e-7));
    assertThat(GetisOrd.p(1.959963985)).isCloseTo(0.05, within(1e-8));
    assertThat(GetisOrd.p(-2.575829304)).isCloseTo(0.01, within(1e-8));
    assertThat(GetisOrd.p(6)).isCloseTo(1.973175e-9, within(1e-14));
  }

  /** q by its definition: the least p(k)·m/k over all k whose p is not smaller. */
  @Test
  void qIsThatOfBenjaminiAndHochberg() {
    long[] values = new Random(3).longs(60, 0, 9).toArray();
    Map<Cell, Score> scores = GetisOrd.scores(grid(10, values));
    double[] ps = scores.values().stream().mapToDouble(Score::p).sorted().toArray();
    for (Score score : scores.values()) {
      double q = 1;
      for (int k = 1; k <= ps.length; k++) {
        if (ps[k - 1] >= score.p()) {
          q = Math.min(q, ps[k - 1] * ps.length / k);
        }
      }
      assertThat(score.q()).isCloseTo(q, within(1e-12));
    }
  }

  @Test
  void aHeapIsHotAndEvenValuesAreNot() {
    long[] values = LongStream.range(0, 400).map(i -> i % 2).toArray();
    for (int at : new int[] {210, 211, 230, 231}) {
      values[at] = 20;
    }
    Map<Cell, Score> scores = GetisOrd.scores(grid(20, values));
    assertThat(at(scores, new Cell(10, 10)).q()).isLessThan(1e-6);
    assertThat(at(scores, new Cell(2, 2)).q()).isGreaterThan(0.05);
    assertThat(GetisOrd.scores(grid(20, new long[400]))).isEmpty();
  }

  @Test
  void aSquareIsAsLongAsItIsWide() {
    SquareGrid grid = SquareGrid.over(Bounds.of(103.9, 30.5, 104.2, 30.8), 1000);
    // 1,000 m are 1000/111194.9 = 0.0089932 degrees north, and 1/cos(30.65°) = 1.16239 as many east
    assertThat(grid.high()).isCloseTo(0.0089932, within(1e-7));
    assertThat(grid.wide()).isCloseTo(0.0089932 * 1.16239, within(1e-7));
    assertThat(grid.rows()).isEqualTo(34); // 0.3 / 0.0089932 = 33.4
    Cell cell = grid.cell(104.0, 30.6);
    assertThat(grid.bounds(cell).contains(104.0, 30.6)).isTrue();
    LngLat centre = grid.centre(cell);
    assertThat(grid.cell(centre.lng(), centre.lat())).isEqualTo(cell);
  }
}
