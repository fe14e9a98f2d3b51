package furong.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayResultTest {

  @Test
  void numbersStandAtTheirPlaces() {
    String extra = "{\"result\":[12.5,-3e2,7],\"phenomenonTimeEnd\":5}";
    assertThat(ArrayResult.at(extra, 0)).isEqualTo(12.5);
    assertThat(ArrayResult.at(extra, 1)).isEqualTo(-300);
    assertThat(ArrayResult.at(extra, 2)).isEqualTo(7);
  }

  @Test
  void valuesOfOtherKindsAreSteppedOver() {
    String extra = "{\"result\":[\"a,]\\\"\",[1,2],{\"b\":3}, 4 ,null,true]}";
    assertThat(ArrayResult.at(extra, 3)).isEqualTo(4);
    for (int place : List.of(0, 1, 2, 4, 5, 6)) {
      assertThat(ArrayResult.at(extra, place)).as("place %d", place).isNaN();
    }
  }

  @Test
  void whatIsNoArrayHasNoPlaces() {
    for (String extra : List.of("{\"result\":5}", "{\"resultTime\":\"=\"}", "{\"result\":[1", "")) {
      assertThat(ArrayResult.at(extra, 0)).as(extra).isNaN();
    }
    assertThat(ArrayResult.at(null, 0)).isNaN();
  }
}
