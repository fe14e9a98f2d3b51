package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyMemoryTest {

  /** A fixed seed: a failure must come again. */
  private static final long SEED = 7;

  @Test
  void remembersTheNewestAndForgetsTheOldest() {
    KeyMemory memory = new KeyMemory(3);
    for (long key = 1; key <= 4; key++) {
      memory.add(key);
    }
    assertThat(memory.contains(1)).isFalse();
    assertThat(memory.contains(2)).isTrue();
    assertThat(memory.contains(4)).isTrue();
  }

  @Test
  void saysTheSameAsASet() {
    Random random = new Random(SEED);
    for (int limit : new int[] {1, 2, 100, 1000}) {
      KeyMemory memory = new KeyMemory(limit);
      LinkedHashSet<Long> truth = new LinkedHashSet<>();
      for (int i = 0; i < 20_000; i++) {
        // few different low bits: neighbours collide, and keys come again
        long key = random.nextInt(3 * limit) * (random.nextBoolean() ? 1L : 1L << 32) + 1;
        if (truth.add(key) && truth.size() > limit) {
          truth.removeFirst();
        }
        memory.add(key);
        assertThat(memory.size()).isEqualTo(truth.size());
        long probe = random.nextInt(3 * limit) + 1L;
        assertThat(memory.contains(probe)).isEqualTo(truth.contains(probe));
      }
    }
  }
}
