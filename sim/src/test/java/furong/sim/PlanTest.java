package furong.sim;

import static org.assertj.core.api.Assertions.assertThat;

import furong.city.CityProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planted can be seen in the readings, and what is not planted stays quiet. */
class PlanTest {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** Where AQI 200 is reached (HJ 633, PM2.5), and what rule air.sudden-rise asks for. */
  private static final double HEAVY = 150;

  private static final double RISE = 80;
  private static final double RISE_FLOOR = 115;

  private final CityProfile town = Town.profile();
  private final SimWorld world = SimWorld.of(town, 7, 2_000);
  private final Plan plan = new Plan(world, town.zone());

  private double pm25(List<Event> events, Device station, long at) {
    return new Signal(7, town.zone(), events).read(station, Stream.PM25, at).orElseThrow();
  }

  private Device device(Event event) {
    return world.devices().stream()
        .filter(d -> event.devices().contains(d.key()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-05T01:00:00Z", "2026-07-20T09:13:37Z", "2026-11-23T16:30:02Z"})
  void theOpeningMaturesWithinTwoMinutesOfTheStart(String start) {
    long born = Instant.parse(start).toEpochMilli();
    List<Event> opening = plan.opening(born);
    List<Event> heavy =
        opening.stream()
            .filter(e -> e.shape() == Event.Shape.BUILD_UP && e.stream() == Stream.PM25)
            .toList();
    assertThat(heavy).hasSize(3);
    for (Event event : heavy) {
      Device station = device(event);
      long first = born + 2 * MINUTE;
      for (long t = station.slotAtOrBefore(first, 5 * MINUTE);
          t > born - 24 * HOUR;
          t -= 5 * MINUTE) {
        if (pm25(opening, station, t) > HEAVY) {
          first = t;
        }
      }
      // three hours over 200 end between four minutes before the start and a minute after it
      assertThat(first + 3 * HOUR).isBetween(born - 4 * MINUTE, born + MINUTE);
      for (long t = first; t < first + 7 * HOUR; t += 5 * MINUTE) {
        assertThat(pm25(opening, station, t)).isGreaterThan(HEAVY);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-05T01:00:00Z", "2026-07-20T09:13:37Z"})
  void theSlowBuildUpIsNoSuddenRise(String start) {
    long born = Instant.parse(start).toEpochMilli();
    List<Event> opening = plan.opening(born);
    for (Event event : opening) {
      if (event.shape() == Event.Shape.BUILD_UP && event.stream() == Stream.PM25) {
        assertThat(worstRise(opening, device(event), born - 20 * HOUR, born + HOUR))
            .isLessThan(RISE);
      }
    }
  }

  private double worstRise(List<Event> events, Device station, long from, long until) {
    double worst = 0;
    for (long t = station.slotAtOrBefore(until, 5 * MINUTE); t > from; t -= 5 * MINUTE) {
      double last = pm25(events, station, t);
      for (long before = t - 3 * HOUR; before < t; before += 5 * MINUTE) {
        worst = Math.max(worst, last - pm25(events, station, before));
      }
    }
    return worst;
  }

  @Test
  void theFreshAlertSpeaksBetweenOneAndTwoMinutesAfterTheStart() {
    long born = Instant.parse("2026-03-05T01:00:00Z").toEpochMilli();
    List<Event> opening = plan.opening(born);
    Event sudden = opening.stream().filter(e -> e.id().equals("opening-sudden")).findFirst().get();
    Device station = device(sudden);
    long slot = station.slotAtOrBefore(born + 2 * MINUTE, 5 * MINUTE);
    assertThat(slot).isGreaterThanOrEqualTo(born + MINUTE);
    assertThat(pm25(opening, station, slot)).isGreaterThan(RISE_FLOOR);
    // the rule wants two in a row: the one before is as high, the one before that is not
    double two = Math.min(pm25(opening, station, slot), pm25(opening, station, slot - 5 * MINUTE));
    assertThat(two).isGreaterThan(RISE_FLOOR);
    assertThat(two - pm25(opening, station, slot - 10 * MINUTE)).isGreaterThan(RISE);
  }

  @Test
  void anOrdinaryDayRaisesNothing() {
    long noon = Instant.parse("2026-03-05T04:00:00Z").toEpochMilli();
    for (Device station : world.devices(Kind.AIR_STATION).subList(0, 12)) {
      assertThat(worstRise(List.of(), station, noon - 6 * HOUR, noon)).isLessThan(RISE);
      assertThat(pm25(List.of(), station, noon)).isBetween(5.0, 75.0);
    }
  }

  @Test
  void everyDayHasItsIncidentsAndAFewFaultsAndTheyAreTheSameWheneverAsked() {
    LocalDate day = LocalDate.parse("2026-03-05");
    List<Event> events = plan.day(day);
    assertThat(events).isEqualTo(plan.day(day));
    // of one device each, 25 kinds of incident happen every day, 2 every second, 4 every third, 1
    // every fourth and 1 every tenth day
    assertThat(
            events.stream()
                .filter(e -> e.what() == Event.What.INCIDENT && !e.rules().isEmpty())
                .filter(e -> Shared.ALL.stream().noneMatch(s -> e.id().startsWith(s.what()))))
        .hasSizeBetween(25, 33);
    // one in thirty of 2,000 = 67; four standard deviations are 32
    assertThat(events.stream().filter(e -> e.what() == Event.What.FAULT).count())
        .isBetween(35L, 99L);
    Set<String> ids = events.stream().map(Event::id).collect(Collectors.toSet());
    assertThat(ids).hasSameSizeAs(events);
    assertThat(plan.day(day.plusDays(1)).stream().map(Event::id)).noneMatch(ids::contains);
  }

  @Test
  void nothingHappensTwiceToOneDeviceWithinTwoDays() {
    for (LocalDate day = LocalDate.parse("2026-03-05");
        day.isBefore(LocalDate.parse("2026-04-05"));
        day = day.plusDays(1)) {
      List<Event> two = new ArrayList<>(plan.day(day));
      two.addAll(plan.day(day.plusDays(1)));
      // the parts of one incident share a device, and name no rule; a device may fail two days
      // running
      List<String> hit =
          two.stream()
              .filter(e -> e.what() == Event.What.INCIDENT && !e.rules().isEmpty())
              .flatMap(e -> e.devices().stream())
              .toList();
      assertThat(hit).doesNotHaveDuplicates();
      assertThat(
              two.stream()
                  .filter(e -> e.what() == Event.What.FAULT)
                  .flatMap(e -> e.devices().stream()))
          .doesNotContainAnyElementsOf(hit);
    }
  }

  @Test
  void aDumpingSpotTakesAPasserByForAHeapNowAndThenAndSeldomTwice() {
    Signal plain = new Signal(7, town.zone(), List.of());
    Device spot = world.devices(Kind.DUMPING_SPOT).getFirst();
    long start = Instant.parse("2026-03-05T00:00:00Z").toEpochMilli();
    int seen = 0;
    for (int look = 0; look < 10_000; look++) {
      seen += (int) plain.read(spot, Stream.HEAPS, start + look * 15 * MINUTE).orElseThrow();
    }
    // one in a hundred of 10,000; four standard deviations are 40
    assertThat(seen).isBetween(60, 140);
  }

  @Test
  void weeklyCasesAreMoreInWinterThanInSummer() {
    Signal plain = new Signal(7, town.zone(), List.of());
    Device count = world.devices(Kind.WEEK_COUNT).getFirst();
    double winter = 0;
    double summer = 0;
    for (int year = 2021; year < 2026; year++) {
      winter += at(plain, count, year + "-01-15T00:00:00Z");
      summer += at(plain, count, year + "-07-15T00:00:00Z");
    }
    // 14 + 7 and 14 - 7 on average, places and days apart
    assertThat(winter / summer).isBetween(2.0, 4.5);
  }

  private static double at(Signal signal, Device device, String time) {
    return signal
        .read(device, Stream.WEEKLY_CASES, Instant.parse(time).toEpochMilli())
        .orElseThrow();
  }

  @Test
  void aSharedMatterShowsAtEveryDeviceOfItsDivisionAndOneOfThemStandsForTheDivision() {
    for (Shared shared : Shared.ALL) {
      List<Event> seen =
          LocalDate.parse("2026-03-05")
              .datesUntil(LocalDate.parse("2026-03-07"))
              .flatMap(day -> plan.day(day).stream())
              .filter(e -> e.id().startsWith(shared.what()))
              .toList();
      // one of two days has it
      assertThat(seen).as(shared.what()).hasSizeGreaterThan(1);
      assertThat(seen.stream().map(e -> shared.of(device(e))).distinct()).hasSize(1);
      String division = shared.of(device(seen.getFirst()));
      assertThat(seen)
          .hasSize(
              (int)
                  world.devices(shared.kind()).stream()
                      .filter(d -> d.division().startsWith(division))
                      .count());
      assertThat(seen.stream().filter(e -> e.rules().contains(shared.rule()))).hasSize(1);
      assertThat(seen).allMatch(e -> e.rules().contains(shared.each()));
    }
  }

  @Test
  void whatHappensEveryTenthDayGoesThroughAllDevicesOfItsKind() {
    Set<String> devices =
        LocalDate.parse("2026-01-01")
            .datesUntil(LocalDate.parse("2026-12-31"))
            .flatMap(day -> plan.day(day).stream())
            .filter(e -> e.id().startsWith("season-"))
            .flatMap(e -> e.devices().stream())
            .collect(Collectors.toSet());
    // 364 days have 36 or 37 of them, and 2 % of 2,000 devices count weeks
    assertThat(devices).hasSizeBetween(36, 37);
  }

  @Test
  void moreRoundsPlantMoreOfEachKindOnDevicesOfTheirOwn() {
    LocalDate day = LocalDate.parse("2026-03-05");
    List<Event> events = new Plan(world, town.zone(), 3, false).day(day);
    assertThat(events.stream().filter(e -> e.id().startsWith("leak-"))).hasSize(3);
    assertThat(
            events.stream()
                .filter(e -> e.id().startsWith("leak-"))
                .flatMap(e -> e.devices().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aHeldReadingIsThatOneAndADriftGrows() {
    Device meter = world.devices(Kind.POWER_METER).getFirst();
    long from = 1_772_000_000_000L;
    assertThat(
            signal(meter, Event.Shape.HELD, from).read(meter, Stream.VOLTAGE, from + 30 * MINUTE))
        .hasValue(3);
    // the noise of a voltage is 3 V
    assertThat(
            signal(meter, Event.Shape.AROUND, from)
                .read(meter, Stream.VOLTAGE, from + 30 * MINUTE)
                .orElseThrow())
        .isBetween(0.0, 6.0);
    Signal plain = new Signal(7, town.zone(), List.of());
    Signal drift = signal(meter, Event.Shape.DRIFT, from);
    // half of 3 x (a tenth of 228 V + twice 3 V) = 43.2 V
    double usual = plain.read(meter, Stream.VOLTAGE, from + 30 * MINUTE).orElseThrow();
    assertThat(drift.read(meter, Stream.VOLTAGE, from + 30 * MINUTE).orElseThrow() - usual)
        .isBetween(42.0, 44.0);
  }

  @Test
  void faultsShowInTheReadings() {
    Device station = world.devices(Kind.NOISE_METER).getFirst();
    long from = 1_772_000_000_000L;
    Signal plain = new Signal(7, town.zone(), List.of());
    assertThat(signal(station, Event.Shape.SILENT, from).read(station, Stream.NOISE, from + MINUTE))
        .isEmpty();
    assertThat(signal(station, Event.Shape.SILENT, from).read(station, Stream.NOISE, from - MINUTE))
        .isEqualTo(plain.read(station, Stream.NOISE, from - MINUTE));
    Signal stuck = signal(station, Event.Shape.STUCK, from);
    assertThat(stuck.read(station, Stream.NOISE, from + 50 * MINUTE))
        .isEqualTo(plain.read(station, Stream.NOISE, from));
    Signal spikes = signal(station, Event.Shape.SPIKES, from);
    long wild = 0;
    for (int i = 0; i < 55; i++) {
      double value = spikes.read(station, Stream.NOISE, from + i * MINUTE).orElseThrow();
      wild +=
          value > 2 * plain.read(station, Stream.NOISE, from + i * MINUTE).orElseThrow() ? 1 : 0;
    }
    assertThat(wild).isBetween(1L, 15L);
  }

  private Signal signal(Device device, Event.Shape shape, long from) {
    return new Signal(
        7,
        town.zone(),
        List.of(
            new Event(
                "f",
                Event.What.FAULT,
                shape,
                Set.of(device.key()),
                null,
                from,
                from + HOUR,
                3,
                List.of(),
                List.of(),
                "")));
  }
}
