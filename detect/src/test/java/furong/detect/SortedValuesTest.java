package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values kept sorted, against sorting them anew. */
class SortedValuesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void whatChangedBetweenTwoLooksIsMergedIn(int seed) {
    Random random = new Random(seed);
    SortedValues values = new SortedValues();
    List<Double> all = new ArrayList<>();
    for (int look = 0; look < 300; look++) {
      for (int changes = random.nextInt(12); changes > 0; changes--) {
        if (!all.isEmpty() && random.nextInt(5) < 2) {
          values.remove(all.remove(random.nextInt(all.size())));
        } else {
          double value = random.nextInt(9) == 0 ? -0.0 : random.nextInt(20) / 3.0;
          values.add(value);
          all.add(value);
        }
      }
      values.add(Double.NaN); // not known, so it is none
      double[] expected = all.stream().mapToDouble(v -> v).sorted().toArray();
      assertThat(Arrays.copyOf(values.sorted(), all.size())).isEqualTo(expected);
    }
  }
}
