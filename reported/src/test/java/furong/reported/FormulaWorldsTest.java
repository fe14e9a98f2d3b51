package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.DivisionLevel;
import furong.base.Mean;
import furong.base.Period;
import furong.base.TimeRange;
import furong.city.BoxCity;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.DivisionHistory.Change;
import furong.city.Divisions;
import furong.city.Populations;
import furong.city.Populations.Population;
import furong.indicators.DayStat;
import furong.indicators.IndicatorValue;
import furong.indicators.IndicatorValue.Completeness;
import furong.indicators.IndicatorValue.Lineage;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.pack.Formula;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Step by step comes to the same as everything from nothing: on random cities whose streets merge
 * and split, with figures that are reported, corrected and taken back, days and hours of stations
 * that come late, move and go again, alerts that come late and are withdrawn, things that come and
 * go, and a parameter that is released anew; by hour, day, month, quarter and year. Each world is
 * its seed; a failure names it.
 */
class FormulaWorldsTest {

  /** Some ten seconds on one core. */
  private static final int WORLDS = 60;

  private static final int ACTS = 60;
  private static final String CITY = "510100";
  private static final List<String> COUNTIES = List.of("510104", "510105");
  private static final LocalDate LAST = LocalDate.of(2026, 6, 15);
  private static final List<Period> MONTHS =
      List.of(
          Period.parse("2026-03"),
          Period.parse("2026-04"),
          Period.parse("2026-05"),
          Period.parse("2026-06"));

  @Test
  void stepByStepComesToTheSameAsAllFromNothing() {
    int values = 0;
    int changed = 0;
    int reshaped = 0;
    int hours = 0;
    int released = 0;
    int withdrawn = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      World world = new World(seed);
      for (int act = 0; act < ACTS; act++) {
        world.act();
      }
      world.settle();
      MemoryFormulas fresh = world.fromNothing();
      hours += world.hours.size();
      released += world.released;
      withdrawn += world.withdrawn;
      for (Formula formula : world.book.ordered()) {
        for (Period month : world.periods()) {
          if (!comparable(formula, month)) {
            continue;
          }
          for (Division division : world.history.in(month).list()) {
            String id = formula.indicator().id();
            String kept = seen(world.quiet.find(id, division.code(), month));
            String anew = seen(fresh.find(id, division.code(), month));
            assertThat(kept)
                .as("seed %s: %s in %s, %s", seed, id, division.code(), month.text())
                .isEqualTo(anew);
            values += anew.isEmpty() ? 0 : 1;
            changed += world.values.past(id, division.code(), month).isEmpty() ? 0 : 1;
          }
        }
      }
      reshaped += world.history.in(MONTHS.getFirst()) == world.history.today() ? 0 : 1;
    }
    // the worlds are not empty: there are values, values that changed, and cities that changed
    // shape
    assertThat(values).isGreaterThan(WORLDS * 20);
    assertThat(changed).isGreaterThan(WORLDS * 5);
    assertThat(reshaped).isGreaterThan(WORLDS / 2);
    assertThat(hours).isGreaterThan(WORLDS * 5);
    assertThat(released).isGreaterThan(WORLDS);
    assertThat(withdrawn).isGreaterThan(WORLDS);
  }

  /** Things have no past: a past month keeps the count of its time, which nothing can repeat. */
  private static boolean comparable(Formula formula, Period month) {
    return month.equals(MONTHS.getLast())
        || formula.inputs().stream().noneMatch(i -> i.kind() == Kind.THINGS);
  }

  /** A value without its time; nothing when there is none, or none yet because an input lacks. */
  private static String seen(Optional<FormulaValue> value) {
    return value
        .filter(v -> v.value() != null)
        .map(v -> v.value() + " " + v.numerator() + "/" + v.denominator() + " " + v.inputs())
        .orElse("");
  }

  private static final class World {
    private final Random random;
    private final DivisionHistory history;
    private final PackBook packs = WorldPack.PACKS.numbered(Map.of());
    private final FormulaBook book = FormulaBook.following(packs);
    private final MemoryReported reported = new MemoryReported();
    private final MemoryCounts counts = new MemoryCounts(ZoneOffset.UTC);
    private final MemoryIndicatorStore plain = new MemoryIndicatorStore();
    private final MemoryFormulas values = new MemoryFormulas();
    private final Populations people;
    private final FormulaWork work;
    private final WatchedIndicators indicators;
    private final CountWork counting;
    private final MemoryDayStatStore stats = new MemoryDayStatStore();
    private final WatchedDays days;
    private final FormulaRenewal renewal;

    /** Those in which something was measured or raised. */
    private final Set<Period> hours = new TreeSet<>(Comparator.comparing(Period::text));

    private int released;
    private int withdrawn;
    private final List<String> alarms = new ArrayList<>();
    private final QuietCounts quiet;
    private final List<String> covers = new ArrayList<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private int acts;

    World(int seed) {
      random = new Random(seed);
      history = history();
      Map<String, Population> known = new HashMap<>();
      COUNTIES.forEach(c -> known.put(c, new Population(1_000 + random.nextInt(9_000), 2020, "试")));
      people = Populations.of(known);
      work = new FormulaWork(book, inputs(values), values, this::now);
      indicators = new WatchedIndicators(plain, book, work);
      days = new WatchedDays(stats, book, work);
      AtOnce atOnce = new AtOnce();
      renewal = new FormulaRenewal(packs, book, work, plain, this::periods, atOnce);
      renewal.round();
      Instant ever = Instant.parse("2026-01-01T00:00:00Z");
      quiet =
          new QuietCounts(
              book,
              values,
              work,
              history,
              (rule, division) ->
                  Optional.of(TimeRange.of(ever, Instant.parse("2027-01-01T00:00:00Z"))),
              ZoneOffset.UTC,
              () -> Instant.parse("2027-01-01T00:00:00Z"));
      counting = new CountWork(counts, book, work, new AtOnce(), ZoneOffset.UTC, this::now);
    }

    private Instant now() {
      return LAST.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private FormulaInputs inputs(FormulaStore store) {
      return new FormulaInputs(
          new FormBook(WorldPack.PACKS), reported, store, plain, counts, stats, history, people);
    }

    private List<Period> periods() {
      List<Period> all = new ArrayList<>(MONTHS);
      all.add(Period.parse("2026"));
      all.add(Period.parse("2026-Q1"));
      all.add(Period.parse("2026-Q2"));
      all.addAll(hours);
      hours.stream().map(hour -> Period.day(hour.first())).distinct().forEach(all::add);
      return all;
    }

    /** Two counties of four streets today; each year some merged or split before. */
    private DivisionHistory history() {
      List<Division> today = new ArrayList<>();
      today.add(BoxCity.division(CITY, ""));
      COUNTIES.forEach(county -> today.add(BoxCity.division(county, CITY)));
      COUNTIES.forEach(county -> {
        for (int i = 1; i <= 4; i++) {
          today.add(BoxCity.division(county + "00" + i, county));
        }
      });
      List<Change> changes = new ArrayList<>();
      for (String county : COUNTIES) {
        if (random.nextBoolean()) {
          changes.add(
              Change.ended(
                  day(), BoxCity.division(county + "009", county), List.of(county + "001")));
        }
        if (random.nextBoolean()) {
          changes.add(Change.began(day(), county + "004", List.of(county + "003")));
        }
      }
      return DivisionHistory.of(Divisions.of(today, Map.of()), changes);
    }

    private LocalDate day() {
      return LocalDate.of(2026, 3, 1).plusDays(random.nextInt(100));
    }

    private Period month() {
      return MONTHS.get(random.nextInt(MONTHS.size()));
    }

    private <T> T any(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }

    void act() {
      acts++;
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> report();
        case 3 -> {
          String id = "c" + acts;
          covers.add(id);
          counts.thing("cover", id, "井盖", street(MONTHS.getLast()), false);
        }
        case 4 -> {
          if (!covers.isEmpty() && random.nextBoolean()) {
            counts.remove(Kind.THINGS, covers.remove(random.nextInt(covers.size())));
          } else if (!alarms.isEmpty()) { // it is withdrawn
            counts.remove(Kind.ALERTS, alarms.remove(random.nextInt(alarms.size())));
            withdrawn++;
          }
        }
        case 5 -> {
          Period month = month();
          Instant at = month.first().atStartOfDay(ZoneOffset.UTC).plusHours(acts).toInstant();
          counts.alert("care.manhole-tilted", "a" + acts, street(month), at, random.nextBoolean());
          alarms.add("a" + acts);
          hours.add(Period.hour(at.atZone(ZoneOffset.UTC).toLocalDateTime()));
        }
        case 6, 7 -> dust();
        case 8 -> {
          packs.take(
              WorldPack.PACKS
                  .with("w", Map.of("price", (double) random.nextInt(5)))
                  .numbered(Map.of("w", (long) acts)));
          released++;
        }
        default -> counted();
      }
      if (random.nextInt(4) == 0) {
        settle();
      }
    }

    void settle() {
      counting.round(CountWork.CHANGES_A_ROUND);
      renewal.round();
    }

    private String street(Period month) {
      return any(history.in(month).list(DivisionLevel.STREET)).code();
    }

    /** A street hands in, corrects, or its county takes the sheet back; late months as well. */
    private void report() {
      Period month = month();
      String street = street(month);
      int version = versions.merge(street + month.text(), 1, Integer::sum);
      double homes = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(500);
      reported.add(
          List.of(
              figure("w.homes", street, month, version, homes),
              figure("w.bad", street, month, version, random.nextInt(50))));
      for (Division up : history.in(month).path(street)) {
        SheetState state = random.nextInt(3) == 0 ? SheetState.SUBMITTED : SheetState.APPROVED;
        reported.put(
            new Sheet(
                new SheetKey("w.month", up.code(), month), state, null, null, "", now(), acts));
      }
      work.changed(List.of("w.homes", "w.bad"), street, month, "act " + acts);
    }

    private static Reported figure(String id, String street, Period m, int version, double value) {
      return new Reported(id, street, m, version, value, "", "u", "甲", Instant.EPOCH, "");
    }

    /** A day of a station comes late, is corrected or taken away; it may have moved since. */
    private void dust() {
      LocalDate day = MONTHS.get(random.nextInt(2)).first().plusDays(random.nextInt(3));
      long thing = 1 + random.nextInt(4);
      if (random.nextInt(5) == 0) {
        days.remove(thing, "w.fine", day);
        return;
      }
      List<@Nullable Double> means = new ArrayList<>();
      for (int hour = 0; hour < 24; hour++) {
        boolean valid = hour < 3 && random.nextBoolean();
        means.add(valid ? 1.0 + random.nextInt(300) : null); // never 0
        if (hour < 3) {
          hours.add(Period.hour(day.atTime(hour, 0)));
        }
      }
      @Nullable Double mean = random.nextInt(4) == 0 ? null : (double) random.nextInt(300);
      String street = street(Period.month(day));
      days.put(
          List.of(
              new DayStat(
                  thing,
                  "w.fine",
                  day,
                  street,
                  thing > 2,
                  24,
                  0,
                  24,
                  mean,
                  mean,
                  mean,
                  17,
                  "试",
                  means,
                  Mean.ARITHMETIC)));
    }

    /** An indicator that is no formula: of a division of that month, perhaps without a value. */
    private void counted() {
      Period month = month();
      indicators.putValues(
          List.of(
              new IndicatorValue(
                  "w.days",
                  "1",
                  any(history.in(month).list()).code(),
                  month,
                  random.nextInt(4) == 0 ? null : (double) random.nextInt(31),
                  "",
                  0,
                  0,
                  new Completeness(0, 0, List.of(), List.of()),
                  List.of(),
                  now(),
                  false,
                  new Lineage(0, 0, 0))));
    }

    /** Everything once more, into an empty store; things as each past month had them. */
    MemoryFormulas fromNothing() {
      MemoryFormulas fresh = new MemoryFormulas();
      FormulaWork again = new FormulaWork(book, inputs(fresh), fresh, this::now);
      for (Period month : periods()) {
        again.all(EnumSet.allOf(Kind.class), month, "from nothing");
      }
      return fresh;
    }
  }
}
