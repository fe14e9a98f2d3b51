package furong.app.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The second method: good days counted straight from the CSV files, with fractions of whole
 * numbers, a map for every day, and no index at all. A day is good when no mean is over the limit
 * that gives an AQI of 100 (HJ 633-2012 table 1), heavy when one is over the limit that gives 200;
 * that is the same as asking the index, and shares no code with it.
 */
final class SlowRatios {

  /** A fraction in whole numbers: never rounded. */
  record Fraction(BigInteger top, BigInteger bottom) {
    static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

    static Fraction of(String decimal) {
      BigDecimal value = new BigDecimal(decimal).setScale(10);
      return new Fraction(value.unscaledValue(), BigInteger.TEN.pow(10));
    }

    Fraction plus(Fraction o) {
      return new Fraction(
              top.multiply(o.bottom).add(o.top.multiply(bottom)), bottom.multiply(o.bottom))
          .shortened();
    }

    Fraction by(int n) {
      return new Fraction(top, bottom.multiply(BigInteger.valueOf(n))).shortened();
    }

    boolean over(Fraction o) {
      return top.multiply(o.bottom).compareTo(o.top.multiply(bottom)) > 0;
    }

    private Fraction shortened() {
      BigInteger common = top.gcd(bottom);
      return common.signum() == 0 ? this : new Fraction(top.divide(common), bottom.divide(common));
    }
  }

  /** Limits for AQI 100 and AQI 200 in the units of the files (CO in ug/m3). */
  private static final Map<String, int[]> LIMITS =
      Map.of(
          "SO2", new int[] {150, 800},
          "NO2", new int[] {80, 280},
          "PM10", new int[] {150, 350},
          "PM2.5", new int[] {75, 150},
          "CO", new int[] {4_000, 24_000},
          "O3 8h", new int[] {160, 265},
          "O3 1h", new int[] {200, 400});

  /** Counts of one year: valid, good and heavy days. */
  record Count(int valid, int good, int heavy) {}

  /** division -> day -> item -> values of the stations that are valid. */
  private final Map<String, Map<String, Map<String, List<Fraction>>>> days = new TreeMap<>();

  /**
   * One file with one pollutant a column.
   *
   * @param columns pollutant (as in {@link #LIMITS}, O3 as {@code O3}) by column name
   * @param divisions every division that the station counts for
   */
  void read(Path file, Map<String, String> columns, List<String> divisions) {
    Map<String, String[]> hours = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> header = cells(in.readLine());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        List<String> cells = cells(line);
        String day =
            cells.get(header.indexOf("year"))
                + "-"
                + two(cells.get(header.indexOf("month")))
                + "-"
                + two(cells.get(header.indexOf("day")));
        int hour = Integer.parseInt(cells.get(header.indexOf("hour")));
        columns.forEach((column, pollutant) -> {
          String cell = cells.get(header.indexOf(column));
          if (!cell.equals("NA")) {
            hours.computeIfAbsent(pollutant + " " + day, k -> new String[24])[hour] = cell;
          }
        });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hours.forEach((key, values) -> {
      String day = key.substring(key.length() - 10);
      String pollutant = key.substring(0, key.length() - 11);
      day(pollutant, day, values, divisions);
    });
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.replace("\"", "").split(",", -1));
  }

  private static String two(String number) {
    return number.length() == 1 ? "0" + number : number;
  }

  private void day(String pollutant, String day, String[] hours, List<String> divisions) {
    int n = 0;
    Fraction sum = Fraction.ZERO;
    Fraction largest = Fraction.ZERO;
    for (String hour : hours) {
      if (hour != null) {
        n++;
        sum = sum.plus(Fraction.of(hour));
        largest = Fraction.of(hour).over(largest) ? Fraction.of(hour) : largest;
      }
    }
    if (!pollutant.equals("O3")) {
      if (n >= 20) {
        keep(pollutant, day, sum.by(n), divisions);
      }
      return;
    }
    if (n >= 20) {
      keep("O3 1h", day, largest, divisions);
    }
    int windows = 0;
    Fraction best = Fraction.ZERO;
    for (int end = 8; end <= 24; end++) {
      int there = 0;
      Fraction of = Fraction.ZERO;
      for (int h = end - 8; h < end; h++) {
        if (hours[h] != null) {
          there++;
          of = of.plus(Fraction.of(hours[h]));
        }
      }
      if (there >= 6) {
        windows++;
        best = of.by(there).over(best) ? of.by(there) : best;
      }
    }
    if (windows >= 14) {
      keep("O3 8h", day, best, divisions);
    }
  }

  private void keep(String item, String day, Fraction value, List<String> divisions) {
    for (String division : divisions) {
      days.computeIfAbsent(division, d -> new TreeMap<>())
          .computeIfAbsent(day, d -> new TreeMap<>())
          .computeIfAbsent(item, i -> new ArrayList<>())
          .add(value);
    }
  }

  /** By division and year. */
  Map<String, Map<String, Count>> counts() {
    Map<String, Map<String, Count>> all = new TreeMap<>();
    days.forEach((division, byDay) ->
        byDay.forEach((day, items) -> {
          boolean good = true;
          boolean heavy = false;
          for (Map.Entry<String, List<Fraction>> item : items.entrySet()) {
            Fraction sum = Fraction.ZERO;
            for (Fraction station : item.getValue()) {
              sum = sum.plus(station);
            }
            Fraction mean = sum.by(item.getValue().size());
            int[] limit = Objects.requireNonNull(LIMITS.get(item.getKey()));
            good &= !mean.over(Fraction.of(String.valueOf(limit[0])));
            heavy |= mean.over(Fraction.of(String.valueOf(limit[1])));
          }
          Map<String, Count> years = all.computeIfAbsent(division, d -> new TreeMap<>());
          Count c = years.getOrDefault(day.substring(0, 4), new Count(0, 0, 0));
          years.put(
              day.substring(0, 4),
              new Count(c.valid() + 1, c.good() + (good ? 1 : 0), c.heavy() + (heavy ? 1 : 0)));
        }));
    return all;
  }
}
