package furong.bench;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.store.CopyRows;
import furong.store.Db;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What figures are computed from: the divisions of Chengdu's register down to communities, figures
 * that every community reports each month, day statistics of a station in each street, and cases.
 *
 * <p>Observations stand as the day statistics that they come to: those are what indicators read.
 */
final class IndicatorWorld {

  /** Asked of each community each month. */
  static final int FIGURES = 50;

  /** The six of the air quality index. */
  static final List<String> PROPERTIES =
      List.of("air.pm25", "air.pm10", "air.so2", "air.no2", "air.co", "air.o3");

  static final LocalDate TODAY = LocalDate.of(2026, 1, 2);

  final DivisionHistory history;
  final List<Period> months = new ArrayList<>();
  final PackBook packs;
  final OneStationDays stations = new OneStationDays();

  /**
   * @param indicators all in all; the real ones of the packs air and care are among them
   * @param divisions at most; communities beyond that are left out
   * @param months before {@link #TODAY}
   */
  IndicatorWorld(Path home, int indicators, int divisions, int months) {
    Divisions all = CityProfile.load(home.resolve("cities/chengdu")).divisions();
    List<Division> kept =
        all.list().stream()
            .filter(d -> d.level() != DivisionLevel.GRID)
            .sorted(java.util.Comparator.comparing(Division::level))
            .limit(divisions)
            .toList();
    history = DivisionHistory.of(Divisions.of(kept, Map.of()));
    YearMonth last = YearMonth.from(TODAY).minusMonths(1);
    for (int i = months - 1; i >= 0; i--) {
      this.months.add(Period.parse(last.minusMonths(i).toString()));
    }
    packs = packs(home, indicators);
    long datastream = 0;
    for (Division street : streets()) {
      long thing = 1 + datastream / PROPERTIES.size();
      for (String property : PROPERTIES) {
        stations.station(++datastream, thing, property, street.code());
      }
    }
  }

  List<Division> streets() {
    return history.today().list(DivisionLevel.STREET);
  }

  List<Division> communities() {
    return history.today().list(DivisionLevel.COMMUNITY);
  }

  private static PackBook packs(Path home, int indicators) {
    Map<String, String> texts = new HashMap<>();
    PackFiles.read(home.resolve("packs"))
        .texts()
        .forEach((path, text) -> {
          if (List.of("air", "care", "sensing").contains(path.substring(0, path.indexOf('/')))) {
            texts.put(path, text);
          }
        });
    PackBook real = PackReader.read(new PackFiles("packs", texts)).orThrow();
    texts.put(
        "w/pack.yaml",
        "id: w\ntitle: 量\nsummary: 量\nversion: '1'\nstatus: draft\nneeds: [air, care]\n");
    texts.put("w/params.yaml", "due: {title: 期限, value: 20, unit: d, reason: 量, source: 量}\n");
    StringBuilder form =
        new StringBuilder(
            "name: month\ntitle: 月\nversion: '1'\ncycle: month\nasked: community\n"
                + "due: params.due\nsource: 量\nfigures:\n");
    for (int i = 0; i < FIGURES; i++) {
      form.append("  - {name: n%1$d, title: 数%1$d, meaning: 数%1$d, unit: '{home}'}\n".formatted(i));
    }
    texts.put("w/forms/month.yaml", form.toString());
    int formulas = Math.max(1, indicators - real.indicators().size());
    for (int i = 0; i < formulas; i++) {
      texts.put("w/indicators/f" + i + ".yaml", formula(i));
    }
    return PackReader.read(new PackFiles("packs", texts)).orThrow();
  }

  /** Of twenty: fourteen shares, four over two shares, one over days, one over cases. */
  private static String formula(int i) {
    String deep = "city, county, street, community";
    String share = "figures.n" + i % FIGURES;
    String by = ", by: figures.n" + (i * 7 + 1) % FIGURES;
    return switch (i % 20) {
      case 15 -> text(i, "%", "city, county", "indicators.air.good_days_ratio", "");
      case 16 ->
          text(
              i,
              "%",
              "city, county, street",
              "indicators.care.closing - indicators.care.rework",
              "");
      case 14, 17, 18, 19 ->
          text(
              i,
              "%",
              deep,
              "indicators.f" + (i - i % 20) + " + indicators.f" + (i - i % 20 + 1),
              "");
      default -> text(i, "%", deep, share, by);
    };
  }

  private static String text(int i, String unit, String levels, String of, String by) {
    return """
    name: f%d
    title: 式
    version: "1"
    formula: 式
    unit: "%s"
    direction: more-is-better
    levels: [%s]
    computed: {of: %s%s, cycle: month}
    validity: 量
    reference:
    source: 量
    """
        .formatted(i, unit, levels, of, by);
  }

  /** Every community has reported every month, and every level has approved. */
  long reports(Db db, long seed) {
    Random random = new Random(seed);
    long rows = 0;
    for (Period month : months) {
      CopyRows sheets =
          new CopyRows("reported_sheet(form, division, period, state, words, changed_at, version)");
      for (Division division : history.today().list()) {
        sheets.add(
            "w.month", division.code(), month.text(), "APPROVED", "", "2026-01-01 00:00:00+00", 1);
      }
      sheets.into(db);
      CopyRows figures =
          new CopyRows(
              "reported_figure(figure, division, period, version, value, note, by_id, by_name, at,"
                  + " reason, newest)");
      for (Division community : communities()) {
        for (int i = 0; i < FIGURES; i++) {
          figures.add(
              "w.n" + i,
              community.code(),
              month.text(),
              1,
              1 + random.nextInt(500),
              "",
              "u",
              "甲",
              "2026-01-01 00:00:00+00",
              "",
              "t");
          rows++;
        }
      }
      figures.into(db);
    }
    return rows;
  }

  /**
   * Gives city and counties every month of the five years that a page shows, as the newest computed
   * month has it.
   */
  void fiveYears(Db db, Period newest) {
    db.update(
        "insert into formula_value (indicator, division, period, definition, value, reason,"
            + " numerator, denominator, inputs, computed_at) select indicator, division,"
            + " to_char(m, 'YYYY-MM'), definition, value, reason, numerator, denominator, inputs,"
            + " computed_at from formula_value, generate_series(timestamp '2021-01-01',"
            + " timestamp '2025-12-01', interval '1 month') m"
            + " where period = ? and length(division) = 6 on conflict do nothing",
        newest.text());
    db.update("analyze");
  }

  /**
   * @return day statistics written; together they stand for {@code observations}
   */
  long days(Db db, long observations, long seed) {
    Random random = new Random(seed);
    LocalDate first = months.getFirst().first();
    long days = TODAY.toEpochDay() - 1 - first.toEpochDay();
    long all = Math.max(1, days * streets().size() * PROPERTIES.size());
    long each = Math.max(24, observations / all);
    for (LocalDate day = first; day.isBefore(TODAY.minusDays(1)); day = day.plusDays(1)) {
      CopyRows rows =
          new CopyRows(
              "day_stat(day, thing, property, division, simulated, count, bad, hours, mean, max1h,"
                  + " max8h, windows, rule)");
      long thing = 0;
      for (Division street : streets()) {
        thing++;
        for (String property : PROPERTIES) {
          double mean =
              property.equals("air.co") ? random.nextDouble() : 5 + 90 * random.nextDouble();
          rows.add(
              day,
              thing,
              property,
              street.code(),
              "t",
              each,
              0,
              24,
              mean,
              mean * 1.4,
              mean * 1.2,
              17,
              "bench");
        }
      }
      rows.into(db);
    }
    return all;
  }
}
