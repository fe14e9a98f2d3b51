package furong.bench;

import furong.city.CityProfile;
import furong.detect.RuleBook;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.sim.PlantedWorld;
import furong.sim.PlantedWorld.Planted;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well the rules of all packs find what the simulator plants: precision, recall, delay and
 * duplicates per pack.
 *
 * <p>The planted world goes through the {@link furong.detect.Detector} that the stream uses, in
 * this process and in event time: readings minute by minute as they arrive - late, twice, with gaps
 * - the figures that indicators come to ({@link PlayedFigures}), and a tick between. Log, stream
 * and record are not part of it; the kill9 bench is about them. All of it is simulated: it says how
 * the rules do on such a world, not on a city.
 */
final class DetectBench {

  /** Sensors that speak once an hour or a day are played this long before, to have a past. */
  private static final int WARM_UP_DAYS = 28;

  /** All others one day, so that a share of a day is one of a whole day. */
  private static final int FULL_WINDOWS_DAYS = 1;

  private static final Duration SELDOM = Duration.ofHours(1);

  /** Weekly ones five years and four weeks: the past that season-excess asks for. */
  private static final int WEEKLY_WARM_UP_DAYS = 5 * 366 + 28;

  private static final Duration WEEKLY = Duration.ofDays(7);

  /**
   * Numbers that a city has to set, for a run that asks how the rules do that wait for them. Picked
   * for this make-believe city, between its ordinary days and its incidents; no city's, and in no
   * pack.
   */
  private static final Map<String, Map<String, Double>> CITY_VALUES =
      Map.of(
          // sites stand 80 m from the regulator
          "gas", Map.of("dig_distance", 150.0),
          // an ordinary river moves by centimetres an hour, a flood by metres; a season that the
          // month of the run lies in
          "flood", Map.of("rise_fast", 1.0, "season_from", 4.0, "season_to", 9.0),
          // stations stand some tens of kilometres apart, and on an ordinary day within 15 ug/m3
          "air", Map.of("neighbour_distance", 60.0, "neighbour_share", 0.75, "deviation", 70.0),
          // an ordinary night is some 41 dB, works add 24; an ordinary day stays under 62
          "sensing", Map.of("zone_day", 70.0, "zone_night", 55.0),
          // buses that are in time are so for nine trips in ten
          "traffic", Map.of("bus_punctual", 80.0),
          // an ordinary week has 42 cases, a cluster adds 36 or more
          "epidemic", Map.of("zone_low", 70.0, "zone_medium", 150.0, "zone_high", 300.0),
          // an ordinary day has about 26 in a grid, quarrels add 45; an ordinary evening has half a
          // person a square metre, a crowd three more
          "order",
              Map.of(
                  "incident_many", 50.0,
                  "dense_notice", 2.0,
                  "dense_thin", 5.0,
                  "dense_stop", 7.0));

  /** A spring month: no edition of an index changes within it. */
  private static final LocalDate START = LocalDate.of(2026, 4, 1);

  /** What issue 4 aims at. */
  private static final double RECALL = 0.99;

  private static final double PRECISION = 0.97;

  /** Wrong ones that are written down; more than that nobody reads. */
  private static final int SHOWN = 100;

  /**
   * @param incidents at least so many are planted, in whole rounds of all kinds
   */
  record Options(long seed, int days, int incidents, int devices, boolean cityValues) {}

  /**
   * A rule and what became of it.
   *
   * @param waitsFor parameters that the city has to set
   * @param judged false when none of its levels can judge
   */
  record OfRule(String rule, boolean judged, String waitsFor, DetectScore.Row row) {}

  /** What is written. */
  record Result(
      Options options,
      int planted,
      int nearMisses,
      int faults,
      long readings,
      Map<String, Long> leftOut,
      Map<String, DetectScore.Row> packs,
      DetectScore.Row total,
      List<OfRule> rules,
      double cpuMicrosPerReading,
      List<DetectScore.Wrong> missed,
      List<DetectScore.Wrong> falseAlerts,
      List<DetectScore.Wrong> duplicates) {

    boolean good() {
      return total.recall() >= RECALL && total.precision() >= PRECISION && total.duplicates() == 0;
    }
  }

  private final PackBook book;
  private final RuleBook rules;
  private final Map<String, Waits> waits;
  private final CityProfile city;

  /**
   * @param cityValues with numbers of its own where packs leave them to the city
   */
  DetectBench(Path packs, CityProfile city, boolean cityValues) {
    PackBook read = PackReader.load(packs).orThrow();
    if (cityValues) {
      for (Map.Entry<String, Map<String, Double>> of : CITY_VALUES.entrySet()) {
        read = read.with(of.getKey(), of.getValue());
      }
    }
    this.book = read;
    this.rules = RuleBook.of(book, city.calendar());
    this.waits = Waits.of(book);
    this.city = city;
  }

  Result run(Options options) {
    int rounds =
        Math.max(
            1, (int) Math.ceil(options.incidents / PlantedWorld.incidentsPerRound(options.days)));
    PlantedWorld world = PlantedWorld.of(city, options.seed, options.devices, rounds);
    ZonedDateTime start = START.atStartOfDay(city.zone());
    long from = start.toInstant().toEpochMilli();
    long until = start.plusDays(options.days).toInstant().toEpochMilli();
    DetectRun run = new DetectRun(book, rules, city, world);
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long warm = start.minusDays(WARM_UP_DAYS).toInstant().toEpochMilli();
    run.play(start.minusDays(WEEKLY_WARM_UP_DAYS).toInstant().toEpochMilli(), warm, WEEKLY);
    ZonedDateTime before = start.minusDays(FULL_WINDOWS_DAYS);
    run.play(warm, before.toInstant().toEpochMilli(), SELDOM);
    for (int day = -FULL_WINDOWS_DAYS; day < options.days; day++) {
      run.play(
          start.plusDays(day).toInstant().toEpochMilli(),
          start.plusDays(day + 1L).toInstant().toEpochMilli(),
          Duration.ZERO);
    }
    run.applyUntil(Long.MAX_VALUE);
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    List<Planted> all = world.planted(warm, until + Duration.ofDays(9).toMillis());
    DetectScore score =
        DetectScore.of(all.stream().map(this::expected).toList(), run.opened(), from, until);
    List<Planted> within =
        all.stream().filter(p -> p.fromMs() >= from && p.untilMs() <= until).toList();
    return new Result(
        options,
        (int) within.stream().filter(p -> p.incident() && !p.nearMiss()).count(),
        (int) within.stream().filter(Planted::nearMiss).count(),
        (int) within.stream().filter(p -> !p.incident()).count(),
        run.readings(),
        run.left(),
        score.packs(),
        score.total(),
        ofRules(score.rules()),
        cpu / 1_000.0 / Math.max(1, run.readings()),
        first(score.missed()),
        first(score.falseAlerts()),
        first(score.duplicates()));
  }

  /** Nothing is expected of a rule that cannot judge. */
  private Planted expected(Planted p) {
    return new Planted(
        p.id(),
        p.incident(),
        p.sensor(),
        p.rules().stream().filter(r -> judges(waits.get(r))).toList(),
        p.near().stream().filter(r -> judges(waits.get(r))).toList(),
        p.fromMs(),
        p.untilMs(),
        p.note());
  }

  private static boolean judges(@Nullable Waits waits) {
    return waits != null && !waits.whole();
  }

  /** Every rule of every pack, found or not. */
  private List<OfRule> ofRules(Map<String, DetectScore.Row> rows) {
    List<OfRule> all = new ArrayList<>();
    waits.forEach((rule, w) ->
        all.add(
            new OfRule(rule, !w.whole(), w.why(), rows.getOrDefault(rule, DetectScore.NOTHING))));
    return all;
  }

  private static List<DetectScore.Wrong> first(List<DetectScore.Wrong> all) {
    return all.subList(0, Math.min(SHOWN, all.size()));
  }
}
