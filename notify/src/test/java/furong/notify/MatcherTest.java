package furong.notify;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Notice;
import furong.base.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatcherTest {

  private final Labels labels =
      Labels.of(SmallTown.alert("a", "air.heavy", Level.II, SmallTown.WEST_STREET + "001"));

  private boolean matches(String text) {
    return Matcher.parse(text).orThrow().matches(labels);
  }

  @Test
  void comparesByValueByBeginningAndByDivision() {
    assertThat(matches("rule=air.heavy")).isTrue();
    assertThat(matches("rule=air.hea")).isFalse();
    assertThat(matches("rule=water.*|air.*")).isTrue();
    assertThat(matches("level=1|2")).isTrue();
    assertThat(matches("level=3")).isFalse();
    assertThat(matches("division=510100")).isTrue();
    assertThat(matches("division=510105")).isFalse();
    assertThat(matches("street=" + SmallTown.WEST_STREET)).isTrue();
    assertThat(matches("county = 510104")).isTrue();
  }

  @Test
  void turnsAroundWithAnExclamationMark() {
    assertThat(matches("pack!=water")).isTrue();
    assertThat(matches("pack!=water|air")).isFalse();
  }

  @Test
  void refusesWhatItDoesNotKnowAndNamesIt() {
    assertThat(places(Matcher.parseAll(List.of("colour=red", "rule~air", "rule=", "pack=air"))))
        .containsExactly("colour=red", "rule~air", "rule=");
  }

  private static List<String> places(Result<?> result) {
    return ((Result.Refused<?>) result).notices().stream().map(Notice::place).toList();
  }
}
