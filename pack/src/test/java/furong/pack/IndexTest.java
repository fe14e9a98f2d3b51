package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The index against a second, slower method in exact fractions, and at its edges. */
class IndexTest {

  private static final LocalDate OLD = LocalDate.of(2026, 2, 28);
  private static final LocalDate NEW = LocalDate.of(2026, 3, 1);
  private static final Index DAILY =
      PackReader.load(PacksTest.root().resolve("packs"))
          .book()
          .findIndex("air.aqi-daily")
          .orElseThrow();

  @Test
  void agreesWithFractions() {
    Random random = new Random(633);
    for (LocalDate day : new LocalDate[] {OLD, NEW}) {
      IndexRuleSet set = DAILY.ruleSets().get(DAILY.ruleSetAt(day));
      for (IndexItem item : set.items()) {
        double[] points = item.breakpoints();
        for (int i = 0; i < 2_000; i++) {
          BigDecimal c =
              BigDecimal.valueOf(random.nextInt((int) (points[points.length - 1] * 100)), 2);
          Integer part =
              DAILY.evaluate(day, Map.of(item.key(), c.doubleValue())).parts().get(item.key());
          assertThat(part).as("%s %s %s", day, item.key(), c).isEqualTo(slow(set, item, c));
        }
      }
    }
  }

  /** Whole numbers only: ceil(lo + dI * (c - bp) / dBp) with a common denominator. */
  private static int slow(IndexRuleSet set, IndexItem item, BigDecimal concentration) {
    BigDecimal c =
        item.decimals() < 0
            ? concentration
            : concentration.setScale(item.decimals(), RoundingMode.HALF_EVEN);
    double[] points = item.breakpoints();
    int high = 1;
    while (c.compareTo(BigDecimal.valueOf(points[high])) > 0) {
      high++;
    }
    BigDecimal low = BigDecimal.valueOf(points[high - 1]);
    BigDecimal gap = BigDecimal.valueOf(points[high]).subtract(low);
    int lo = set.steps()[high - 1];
    BigDecimal rise = BigDecimal.valueOf(set.steps()[high] - lo).multiply(c.subtract(low));
    return lo + rise.divide(gap, 0, RoundingMode.CEILING).intValue();
  }

  /** 0,228,0; 255,255,0; 255,126,0; 255,0,0; 153,0,76; 126,0,35. */
  @Test
  void theClassesHaveTheColoursOfTheStandard() {
    assertThat(DAILY.categories())
        .extracting(Category::upTo, Category::colour)
        .containsExactly(
            tuple(50, "#00e400"),
            tuple(100, "#ffff00"),
            tuple(150, "#ff7e00"),
            tuple(200, "#ff0000"),
            tuple(300, "#99004c"),
            tuple(500, "#7e0023"));
  }

  @Test
  void theDateOfTheDataChoosesTheTable() {
    Map<String, Double> air = Map.of("air.pm25/day-mean", 75.0);
    assertThat(DAILY.evaluate(OLD, air).value()).isEqualTo(100);
    assertThat(DAILY.evaluate(NEW, air).value()).isEqualTo(114);
  }

  @Test
  void noiseOfAddingUpDoesNotLiftAValueOverItsBreakpoint() {
    double sum = 0;
    for (int i = 0; i < 24; i++) {
      sum += 0.1; // 2.4000000000000004
    }
    // CO 2.4 is 50 + 50 * 0.4 / 2 = 60, not 61
    assertThat(sum).isGreaterThan(2.4);
    assertThat(DAILY.evaluate(OLD, Map.of("air.co/day-mean", sum)).value()).isEqualTo(60);
  }

  @Test
  void nothingComesOfNothing() {
    IndexValue value = DAILY.evaluate(OLD, Map.of());
    assertThat(value.value()).isNull();
    assertThat(value.reason()).isEqualTo("no-input");
    assertThat(value.missing()).hasSize(7);
  }

  @Test
  void theStreamGetsTheSameValue() {
    Random random = new Random(3);
    int number = DAILY.ruleSetAt(NEW);
    IndexRuleSet set = DAILY.ruleSets().get(number);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Double> inputs = new java.util.HashMap<>();
      double[] array = new double[set.items().size()];
      for (int k = 0; k < array.length; k++) {
        array[k] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(200);
        inputs.put(set.items().get(k).key(), array[k]);
      }
      Integer full = DAILY.evaluate(NEW, inputs).value();
      assertThat(Double.valueOf(DAILY.value(number, array)))
          .isEqualTo(Double.valueOf(full == null ? Double.NaN : full));
    }
  }
}
