package furong.store.sta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongTableTest {

  private final LongTable<String> table = new LongTable<>();

  private List<String> all() {
    List<String> all = new ArrayList<>();
    table.each(all::add);
    return all;
  }

  @Test
  void itGivesWhatWasPutAndSaysWhatWasThereBefore() {
    assertThat(table.put(7, "a")).isNull();
    assertThat(table.put(7, "b")).isEqualTo("a");
    assertThat(table.get(7)).isEqualTo("b");
    assertThat(table.put(7, null)).isEqualTo("b");
    assertThat(table.get(7)).isNull();
  }

  @Test
  void whatWasNeverPutIsNotThere() {
    table.put(7, "a");
    // 8 is in the page of 7, 263 in the next one, and no id is below 1
    assertThat(table.get(8)).isNull();
    assertThat(table.get(263)).isNull();
    assertThat(table.get(0)).isNull();
    assertThat(table.get(-7)).isNull();
    assertThatThrownBy(() -> table.put(0, "a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itHoldsWhatASortedMapHoldsAndInItsOrder() {
    Random random = new Random(7);
    TreeMap<Long, String> slow = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      // neighbours by the thousand, and some that stand alone far away
      long key = i % 10 == 0 ? 1 + random.nextLong(1L << 40) : 1 + random.nextInt(5_000);
      if (random.nextInt(4) == 0) {
        assertThat(table.put(key, null)).isEqualTo(slow.remove(key));
      } else {
        assertThat(table.put(key, "v" + i)).isEqualTo(slow.put(key, "v" + i));
      }
    }
    slow.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    assertThat(all()).containsExactlyElementsOf(slow.values());
  }
}
