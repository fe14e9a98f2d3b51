package furong.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.plan.Entry.Pulled;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A page that everybody opens asks for each figure once, and never shows one that moved. */
class KeptFiguresTest {

  private static final YearMonth MAY = YearMonth.of(2026, 5);
  private static final List<String> AIR = List.of("air.good-days-ratio");
  private static final List<String> NOTHING = List.of("water.none");

  private Instant now = Instant.parse("2026-05-04T02:00:00Z");
  private double value = 88.8;
  private final List<List<String>> asked = new ArrayList<>();
  private final KeptFigures kept = new KeptFigures(this::pull, () -> now);

  private Optional<Pulled> pull(List<String> indicators, YearMonth month) {
    asked.add(indicators);
    return indicators.equals(NOTHING)
        ? Optional.empty()
        : Optional.of(new Pulled(indicators.getFirst(), "2026", value, false, now));
  }

  private double air() {
    return kept.pull(AIR, MAY).orElseThrow().value();
  }

  @Test
  void aFigureIsAskedOnceHoweverManyReadIt() {
    for (int reader = 0; reader < 100; reader++) {
      assertThat(air()).isEqualTo(88.8);
      assertThat(kept.pull(NOTHING, MAY)).isEmpty();
    }
    assertThat(asked).containsExactly(AIR, NOTHING);
    kept.pull(AIR, MAY.plusMonths(1));
    assertThat(asked).as("another month is another figure").hasSize(3);
  }

  @Test
  void aFigureThatMovedIsShownAtOnce() {
    air();
    value = 90.1;
    assertThat(air()).as("nobody has said so").isEqualTo(88.8);
    kept.moved();
    assertThat(air()).isEqualTo(90.1);
    assertThat(asked).hasSize(2);
  }

  @Test
  void itIsKeptForAMinuteAtMost() {
    air();
    value = 90.1;
    now = now.plusSeconds(59);
    assertThat(air()).isEqualTo(88.8);
    now = now.plusSeconds(1);
    assertThat(air()).isEqualTo(90.1);
  }

  @Test
  void aFigureThatMovesWhileItIsReadIsNotKept() {
    KeptFigures[] self = new KeptFigures[1];
    List<String> pulls = new ArrayList<>();
    self[0] =
        new KeptFigures(
            (indicators, month) -> {
              double old = value;
              if (pulls.isEmpty()) {
                value = 90.1;
                self[0].moved();
              }
              pulls.add("pull");
              return Optional.of(new Pulled(indicators.getFirst(), "2026", old, false, now));
            },
            () -> now);
    assertThat(self[0].pull(AIR, MAY).orElseThrow().value()).isEqualTo(88.8);
    assertThat(self[0].pull(AIR, MAY).orElseThrow().value()).isEqualTo(90.1);
  }
}
