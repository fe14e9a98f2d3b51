package furong.history;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.History.Query;
import furong.observe.ReadingBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TailTest {

  /** Chunks hold 16,384 rows: two full ones and a part of a third. */
  private static final int ROWS = 40_000;

  @Test
  void rowsOfADatastreamAreThoseThatASearchFromEndToEndFinds() {
    Random random = new Random(7);
    Tail tail = new Tail();
    for (int at = 0; at < ROWS; at += 100) {
      ReadingBlock block = new ReadingBlock(100);
      for (int i = 0; i < 100; i++) {
        block.add(1 + random.nextInt(300), at + i, random.nextInt(1000), 1, null);
      }
      tail.add(block, new int[100]);
      if (at % 5_000 == 0) {
        compare(tail, 1 + random.nextInt(300));
      }
    }
    for (long datastream : List.of(1L, 17L, 300L)) {
      assertThat(compare(tail, datastream)).isNotEmpty();
    }
    assertThat(compare(tail, 301)).isEmpty();
    assertThat(found(tail, Query.ANY)).hasSize(ROWS);
  }

  private static List<Integer> compare(Tail tail, long datastream) {
    List<Integer> slow = new ArrayList<>();
    for (int row = 0; row < tail.size(); row++) {
      if (tail.datastream(row) == datastream) {
        slow.add(row);
      }
    }
    assertThat(found(tail, datastream)).isEqualTo(slow);
    return slow;
  }

  private static List<Integer> found(Tail tail, long datastream) {
    List<Integer> rows = new ArrayList<>();
    tail.each(datastream, rows::add);
    return rows;
  }
}
