package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.indicators.Overall.Open;
import furong.indicators.Overall.State;
import furong.indicators.Overall.Why;
import furong.pack.Reference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The state of a division, from what can be looked at in it. */
class OverallTest {

  private static final Instant NINE = Instant.parse("2026-03-02T01:00:00Z");
  private static final Instant TEN = NINE.plusSeconds(3_600);

  /** Below {@code high} all is well; no reference without it. */
  private static VitalSign sign(String property, @Nullable Double value, @Nullable Double high) {
    boolean outside = value != null && high != null && value > high;
    return new VitalSign(
        "510104",
        property,
        value,
        value,
        value,
        value == null ? 0 : 1,
        high == null ? null : new Reference(LocalDate.EPOCH, null, high, "test"),
        outside ? Level.IV.number() : null,
        outside ? Long.valueOf(TEN.toEpochMilli()) : null,
        null,
        false,
        List.of());
  }

  private static List<String> said(Overall overall) {
    return overall.because().stream().map(r -> r.why() + " " + r.n() + "/" + r.of()).toList();
  }

  @Test
  void isTheGravestAlertThatNothingKeepsQuietSinceTheOldestOfItsLevel() {
    Overall overall =
        Overall.of(
            List.of(sign("a", 1.0, 5.0), sign("b", 9.0, 5.0)),
            List.of(
                new Open(Level.III, NINE, false),
                new Open(Level.II, TEN.plusSeconds(60), false),
                new Open(Level.II, TEN, false),
                new Open(Level.I, NINE, true)));
    assertThat(overall.state()).isEqualTo(State.ALERT);
    assertThat(overall.level()).isEqualTo(Level.II);
    assertThat(overall.since()).isEqualTo(TEN);
    assertThat(said(overall))
        .containsExactly("ALERTS 3/4", "MUTED 1/4", "OUTSIDE 1/2", "INSIDE 1/2");
  }

  @Test
  void goesByTheSignsWhereEveryAlertIsQuiet() {
    Overall overall =
        Overall.of(
            List.of(sign("a", 9.0, 5.0), sign("b", 1.0, 5.0)),
            List.of(new Open(Level.I, NINE, true)));
    assertThat(overall.state()).isEqualTo(State.OUTSIDE);
    assertThat(overall.level()).isNull();
    assertThat(overall.since()).isEqualTo(TEN);
    assertThat(overall.because().get(1).properties()).containsExactly("a");
  }

  @Test
  void isCalmWhereWhatIsKnownLiesInsideAndNamesWhatIsNotKnown() {
    Overall overall =
        Overall.of(
            List.of(sign("a", 1.0, 5.0), sign("b", null, 5.0), sign("c", 7.0, null)), List.of());
    assertThat(overall.state()).isEqualTo(State.CALM);
    assertThat(overall.since()).isNull();
    assertThat(said(overall)).containsExactly("INSIDE 1/3", "UNKNOWN 1/3", "NO_REFERENCE 1/3");
    assertThat(overall.because().get(1).why()).isEqualTo(Why.UNKNOWN);
    assertThat(overall.because().get(1).properties()).containsExactly("b");
  }

  @Test
  void cannotBeSaidWhereNoSignHasAValueAndAnInterval() {
    assertThat(Overall.of(List.of(sign("a", null, 5.0), sign("b", 3.0, null)), List.of()).state())
        .isEqualTo(State.CANNOT_SAY);
    assertThat(Overall.of(List.of(), List.of()))
        .isEqualTo(new Overall(State.CANNOT_SAY, null, null, List.of()));
  }
}
