package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.base.Mean;
import furong.base.Text;
import furong.indicators.VitalSign.Point;
import furong.pack.Place;
import furong.pack.Property;
import furong.pack.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VitalSignsTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");
  private static final long WINDOW = 300_000;

  private static Property property(@Nullable Duration every, Reference... references) {
    return property(Mean.ARITHMETIC, every, references);
  }

  private static Property property(Mean mean, @Nullable Duration every, Reference... references) {
    return new Property(
        "air.pm25",
        Property.URN + "air.pm25",
        Text.of("细颗粒物", "PM2.5"),
        "ug/m3",
        "µg/m³",
        0.0,
        1000.0,
        "",
        null,
        null,
        null,
        every,
        Duration.ofHours(3),
        Duration.ofHours(2),
        0,
        mean,
        null,
        List.of(references),
        "",
        new Place("test", 1, 1));
  }

  private static final Reference UP_TO_75 = new Reference(LocalDate.MIN, 0.0, 75.0, "GB 3095-2012");

  /** Windows of one reading each; the last one ends now. */
  private static List<VitalSlot> slots(double... values) {
    List<VitalSlot> slots = new ArrayList<>();
    long start = NOW.toEpochMilli() - values.length * WINDOW;
    for (double v : values) {
      slots.add(
          new VitalSlot(
              "510104",
              "air.pm25",
              start,
              WINDOW,
              1,
              v,
              v,
              v,
              start + 1,
              v,
              false,
              Mean.ARITHMETIC));
      start += WINDOW;
    }
    return slots;
  }

  private static VitalSign sign(Property property, double... values) {
    return VitalSigns.of(property, "510104", slots(values), NOW, ZONE);
  }

  /** A window of one reading of a sound level: its sum is one of energies. */
  private static VitalSlot level(int back, double level, Mean kind) {
    long start = NOW.toEpochMilli() - back * WINDOW;
    double sum = kind.step(level);
    return new VitalSlot(
        "510104", "air.pm25", start, WINDOW, 1, sum, level, level, start + 1, level, false, kind);
  }

  @Test
  void soundLevelsAreAveragedByTheirEnergy() {
    List<VitalSlot> slots = List.of(level(2, 60, Mean.ENERGY), level(1, 70, Mean.ENERGY));
    VitalSign sign =
        VitalSigns.of(property(Mean.ENERGY, Duration.ofMinutes(5)), "510104", slots, NOW, ZONE);
    // 10 lg((10^6 + 10^7) / 2)
    assertThat(sign.value()).isCloseTo(67.4036, within(0.0001));
    assertThat(sign.trend().getFirst().value()).isCloseTo(60, within(1e-9));
  }

  @Test
  void windowsFromBeforeAPropertyBecameOneOfLevelsArePassedOver() {
    List<VitalSlot> slots = List.of(level(2, 60, Mean.ARITHMETIC), level(1, 70, Mean.ENERGY));
    VitalSign sign =
        VitalSigns.of(property(Mean.ENERGY, Duration.ofMinutes(5)), "510104", slots, NOW, ZONE);
    assertThat(sign.value()).isCloseTo(70, within(1e-9));
    assertThat(sign.count()).isEqualTo(1);
    assertThat(sign.trend()).hasSize(1);
  }

  @Test
  void aValueIsTheMeanOfTheSpanInWhichEachSensorReportsOnce() {
    // every five minutes: the shortest span, two windows
    VitalSign fast = sign(property(Duration.ofMinutes(5)), 10, 20, 30, 50);
    assertThat(fast.value()).isEqualTo(40);
    assertThat(fast.count()).isEqualTo(2);
    assertThat(fast.min()).isEqualTo(30);
    assertThat(fast.max()).isEqualTo(50);
    // hourly, or not known: all four windows lie within the hour
    assertThat(sign(property(Duration.ofHours(1)), 10, 20, 30, 50).value()).isEqualTo(27.5);
    assertThat(sign(property(null), 10, 20, 30, 50).value()).isEqualTo(27.5);
  }

  @Test
  void outsideItsIntervalItSaysSinceWhen() {
    VitalSign sign = sign(property(Duration.ofMinutes(5), UP_TO_75), 80, 70, 90, 100, 110);
    assertThat(sign.level()).isEqualTo(4);
    // the run that ends now began three windows ago
    assertThat(sign.sinceMs()).isEqualTo(NOW.toEpochMilli() - 3 * WINDOW);
    assertThat(sign.reference()).isEqualTo(UP_TO_75);
  }

  @Test
  void insideItsIntervalItStaysQuiet() {
    VitalSign sign = sign(property(Duration.ofMinutes(5), UP_TO_75), 90, 75, 75);
    assertThat(sign.level()).isNull();
    assertThat(sign.sinceMs()).isNull();
  }

  @Test
  void withoutASourceThereIsNoIntervalAndNoLevel() {
    VitalSign sign = sign(property(Duration.ofMinutes(5)), 9_999);
    assertThat(sign.reference()).isNull();
    assertThat(sign.level()).isNull();
  }

  @Test
  void theIntervalIsThatOfItsDay() {
    Reference from2026 = new Reference(LocalDate.parse("2026-03-01"), 0.0, 60.0, "GB 3095-2026");
    Property both = property(Duration.ofMinutes(5), UP_TO_75, from2026);
    assertThat(sign(both, 70, 70).level()).isEqualTo(4);
    assertThat(sign(both, 70, 70).reference()).isEqualTo(from2026);
  }

  @Test
  void withoutReadingsInTheSpanThereIsNoValueButATrend() {
    Instant later = NOW.plus(Duration.ofHours(2));
    VitalSign sign =
        VitalSigns.of(property(Duration.ofHours(1)), "510104", slots(10, 20), later, ZONE);
    assertThat(sign.value()).isNull();
    assertThat(sign.count()).isZero();
    assertThat(sign.trend())
        .containsExactly(
            new Point(NOW.toEpochMilli() - 2 * WINDOW, 10),
            new Point(NOW.toEpochMilli() - WINDOW, 20));
    assertThat(sign.asOfMs()).isEqualTo(NOW.toEpochMilli() - WINDOW + 1);
  }

  @Test
  void whatCameLaterIsNotSeenFromThePast() {
    Instant before = NOW.minusMillis(WINDOW);
    VitalSign sign =
        VitalSigns.of(property(Duration.ofMinutes(5)), "510104", slots(10, 20, 999), before, ZONE);
    assertThat(sign.value()).isEqualTo(15);
    assertThat(sign.trend()).hasSize(2);
  }
}
