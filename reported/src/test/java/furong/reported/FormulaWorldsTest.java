package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Text;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.DivisionHistory.Change;
import furong.city.Divisions;
import furong.city.Populations;
import furong.city.Populations.Population;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.indicators.IndicatorValue;
import furong.indicators.IndicatorValue.Completeness;
import furong.indicators.IndicatorValue.Lineage;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.pack.Faults;
import furong.pack.Formula;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Step by step comes to the same as everything from nothing: on random cities whose streets merge
 * and split, with figures that are reported, corrected and taken back, alerts that come late and
 * things that come and go. Each world is its seed; a failure names it.
 */
class FormulaWorldsTest {

  /** Some four seconds on one core. */
  private static final int WORLDS = 200;

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

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry(
              "w/pack.yaml",
              "id: w\ntitle: 世\nsummary: 世\nversion: '1'\nstatus: draft\nneeds: [care]\nkinds:\n  cover: 井盖\n"),
          Map.entry(
              "w/params.yaml", "due: {title: 期限, value: 20, unit: d, reason: 试, source: 试}\n"),
          Map.entry(
              "w/forms/month.yaml",
              """
              name: month
              title: 月
              version: "1"
              cycle: month
              asked: street
              due: params.due
              source: 试
              figures:
                - {name: homes, title: 套, meaning: 套, unit: "{home}"}
                - {name: bad, title: 坏, meaning: 坏, unit: "{home}"}
              """),
          Map.entry(
              "w/indicators/share.yaml", formula("share", "figures.bad", "figures.homes", "%")),
          Map.entry(
              "w/indicators/rest.yaml",
              formula("rest", "figures.homes - figures.bad", "", "{home}")),
          Map.entry(
              "w/indicators/both.yaml",
              formula("both", "indicators.share * indicators.rest", "", "{home}")),
          Map.entry(
              "w/indicators/per-cover.yaml",
              formula("per-cover", "things.cover", "figures.homes", "{thing}/{home}")),
          Map.entry(
              "w/indicators/per-head.yaml",
              formula("per-head", "things.cover", "division.people", "{thing}/{person}")),
          Map.entry(
              "w/indicators/scaled.yaml",
              formula("scaled", "indicators.days * indicators.rest", "", "d.{home}")),
          Map.entry(
              "w/indicators/days.yaml",
              """
              name: days
              title: 日
              version: "1"
              formula: 日
              unit: d
              direction: more-is-better
              levels: [city, county, street]
              validity: 试
              reference:
              source: 试
              """),
          Map.entry(
              "w/indicators/alarms.yaml",
              formula("alarms", "alerts.care.manhole_tilted", "figures.homes", "{alert}/{home}")));

  /** The small pack, with the packs whose alerts it reads. */
  private static final PackBook PACKS = packs();

  private static PackBook packs() {
    Map<String, String> texts = new HashMap<>(TEXTS);
    PackFiles.read(FormulaVectorTest.packs())
        .texts()
        .forEach((path, text) -> {
          if (path.startsWith("care/") || path.startsWith("sensing/")) {
            texts.put(path, text);
          }
        });
    return PackReader.read(new PackFiles("packs", texts)).orThrow();
  }

  private static String formula(String name, String of, String by, String unit) {
    return """
    name: %s
    title: 式
    version: "1"
    formula: 式
    unit: "%s"
    direction: more-is-better
    levels: [city, county, street]
    computed: {of: "%s"%s, cycle: month}
    validity: 试
    reference:
    source: 试
    """
        .formatted(name, unit, of, by.isEmpty() ? "" : ", by: \"" + by + "\"");
  }

  @Test
  void stepByStepComesToTheSameAsAllFromNothing() {
    int values = 0;
    int changed = 0;
    int reshaped = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      World world = new World(seed);
      for (int act = 0; act < ACTS; act++) {
        world.act();
      }
      world.settle();
      MemoryFormulas fresh = world.fromNothing();
      for (Formula formula : world.book.ordered()) {
        for (Period month : MONTHS) {
          if (!comparable(formula, month)) {
            continue;
          }
          for (Division division : world.history.in(month).list()) {
            String id = formula.indicator().id();
            assertThat(seen(world.values, id, division.code(), month))
                .as("seed %s: %s in %s, %s", seed, id, division.code(), month.text())
                .isEqualTo(seen(fresh, id, division.code(), month));
            values += seen(fresh, id, division.code(), month).isEmpty() ? 0 : 1;
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
  }

  /** Things have no past: a past month keeps the count of its time, which nothing can repeat. */
  private static boolean comparable(Formula formula, Period month) {
    return month.equals(MONTHS.getLast())
        || formula.inputs().stream().noneMatch(i -> i.kind() == Kind.THINGS);
  }

  /** A value without its time; nothing when there is none, or none yet because an input lacks. */
  private static String seen(MemoryFormulas store, String id, String division, Period month) {
    return store
        .find(id, division, month)
        .filter(v -> v.value() != null)
        .map(v -> v.value() + " " + v.numerator() + "/" + v.denominator() + " " + v.inputs())
        .orElse("");
  }

  private static final class World {
    private final Random random;
    private final DivisionHistory history;
    private final FormulaBook book = FormulaBook.of(PACKS, new Faults());
    private final MemoryReported reported = new MemoryReported();
    private final MemoryCounts counts = new MemoryCounts(ZoneOffset.UTC);
    private final MemoryIndicatorStore plain = new MemoryIndicatorStore();
    private final MemoryFormulas values = new MemoryFormulas();
    private final Populations people;
    private final FormulaWork work;
    private final WatchedIndicators indicators;
    private final CountWork counting;
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
      indicators = new WatchedIndicators(plain, Set.of("w.days"), work);
      counting =
          new CountWork(counts, book, work, new SmallReports.AtOnce(), ZoneOffset.UTC, this::now);
    }

    private Instant now() {
      return LAST.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private FormulaInputs inputs(FormulaStore store) {
      return new FormulaInputs(
          new FormBook(PACKS),
          reported,
          store,
          plain,
          counts,
          new MemoryDayStatStore(),
          history,
          people);
    }

    /** Two counties of four streets today; each year some merged or split before. */
    private DivisionHistory history() {
      List<Division> today = new ArrayList<>();
      today.add(division(CITY, DivisionLevel.CITY, ""));
      COUNTIES.forEach(county -> today.add(division(county, DivisionLevel.COUNTY, CITY)));
      COUNTIES.forEach(county -> {
        for (int i = 1; i <= 4; i++) {
          today.add(division(county + "00" + i, DivisionLevel.STREET, county));
        }
      });
      List<Change> changes = new ArrayList<>();
      for (String county : COUNTIES) {
        if (random.nextBoolean()) {
          changes.add(
              Change.ended(
                  day(),
                  division(county + "009", DivisionLevel.STREET, county),
                  List.of(county + "001")));
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
      switch (random.nextInt(7)) {
        case 0, 1, 2 -> report();
        case 3 -> {
          String id = "c" + acts;
          covers.add(id);
          counts.thing("cover", id, "井盖", street(MONTHS.getLast()), false);
        }
        case 4 -> {
          if (!covers.isEmpty()) {
            counts.remove(Kind.THINGS, covers.remove(random.nextInt(covers.size())));
          }
        }
        case 5 -> {
          Period month = month();
          Instant at = month.first().atStartOfDay(ZoneOffset.UTC).plusHours(acts).toInstant();
          counts.alert("care.manhole-tilted", "a" + acts, street(month), at, random.nextBoolean());
        }
        default -> days();
      }
      if (random.nextInt(4) == 0) {
        settle();
      }
    }

    void settle() {
      counting.round(CountWork.CHANGES_A_ROUND);
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

    /** An indicator that is no formula: of a division of that month, perhaps without a value. */
    private void days() {
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
      for (Period month : MONTHS) {
        again.all(EnumSet.allOf(Kind.class), month, "from nothing");
      }
      return fresh;
    }
  }

  private static Division division(String code, DivisionLevel level, String parent) {
    return new Division(
        code,
        level,
        Text.of("区划" + code, code),
        parent,
        false,
        new LngLat(104, 30),
        new Bounds(104, 30, 104, 30));
  }
}
