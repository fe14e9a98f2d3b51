package furong.store.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IdSetTest {

  @Test
  void whatIsAddedInAnyOrderIsThereOnceAndInOrder() {
    IdSet ids = new IdSet();
    for (long id : new long[] {5, 9, 2, 9, 7}) {
      ids.add(id);
    }
    assertThat(ids.all()).containsExactly(2, 5, 7, 9);
  }

  @Test
  void aLookStaysAsItWasWhileOthersAreAddedAndRemoved() {
    IdSet ids = new IdSet();
    ids.add(1);
    ids.add(2);
    long[] look = ids.all();
    ids.add(3);
    ids.remove(1);
    assertThat(look).containsExactly(1, 2);
    assertThat(ids.all()).containsExactly(2, 3);
  }

  @Test
  void itHoldsWhatASortedSetHolds() {
    Random random = new Random(7);
    IdSet ids = new IdSet();
    TreeSet<Long> slow = new TreeSet<>();
    for (int i = 0; i < 2_000; i++) {
      long id = random.nextInt(300);
      if (random.nextInt(3) == 0) {
        ids.remove(id);
        slow.remove(id);
      } else {
        ids.add(id);
        slow.add(id);
      }
    }
    assertThat(ids.all()).containsExactly(slow.stream().mapToLong(Long::longValue).toArray());
  }
}
