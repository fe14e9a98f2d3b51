package furong.sim;

import furong.base.DivisionLevel;
import furong.city.CityProfile;
import furong.city.Division;
import furong.sim.PlantedWorld.Planted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the counties of the make-believe city report of their buses: each month the trips of the
 * month before, between the second and the eighth. In some counties they are late, in some just
 * later than the city wants them, in some just not.
 *
 * <p>A pure function of seed, county and month. The live simulator reports nothing: people do.
 */
final class BusMonths {

  private static final long MINUTE = 60_000;

  /** A bus company's month: forty lines, 150 trips a day. */
  private static final double PLANNED = 180_000;

  /** The form asks for all trips as well; no rule reads them. */
  private static final double TRIPS = 6_000_000;

  /** What a city that wants 80 % calls just late and just in time, by the half of a per cent. */
  private static final double JUST_LATE = 0.795;

  private static final double JUST_IN_TIME = 0.805;

  static final String RULE = "traffic.buses-late";

  /** Salt of the dice; no device has it as its number. */
  private static final int SALT = 900_000;

  private final long seed;
  private final ZoneId zone;
  private final List<String> counties;

  BusMonths(long seed, CityProfile city) {
    this.seed = seed;
    this.zone = city.zone();
    this.counties =
        city.divisions().list(DivisionLevel.COUNTY).stream().map(Division::code).toList();
  }

  /** In place of a sensor: below -1, each county another. */
  int place(String county) {
    return -2 - counties.indexOf(county);
  }

  /** What is reported after an instant up to and including another, in the order of time. */
  List<PlantedWorld.Report> reports(long fromMs, long untilMs) {
    List<PlantedWorld.Report> all = new ArrayList<>();
    for (YearMonth month : months(fromMs, untilMs)) {
      for (int c = 0; c < counties.size(); c++) {
        long at = at(month, c);
        if (at > fromMs && at <= untilMs) {
          all.add(
              new PlantedWorld.Report(
                  at,
                  "traffic.transit",
                  counties.get(c),
                  month.minusMonths(1).toString(),
                  Map.of(
                      "traffic.bus-planned",
                      PLANNED,
                      "traffic.bus-punctual",
                      (double) Math.round(PLANNED * share(month, c)),
                      "traffic.trips-motor",
                      TRIPS,
                      "traffic.trips-transit",
                      TRIPS / 2)));
        }
      }
    }
    all.sort((a, b) -> Long.compare(a.atMs(), b.atMs()));
    return all;
  }

  /** What of it ought to be found, or must stay quiet. */
  List<Planted> planted(long fromMs, long untilMs) {
    List<Planted> all = new ArrayList<>();
    for (YearMonth month : months(fromMs, untilMs)) {
      for (int c = 0; c < counties.size(); c++) {
        long at = at(month, c);
        double share = share(month, c);
        if (at > fromMs && at <= untilMs && share <= JUST_IN_TIME) {
          boolean late = share < JUST_IN_TIME;
          all.add(
              new Planted(
                  "buses-" + month.minusMonths(1) + "-" + counties.get(c),
                  true,
                  place(counties.get(c)),
                  late ? List.of(RULE) : List.of(),
                  late ? List.of() : List.of(RULE),
                  at,
                  // a figure stands for the month, the telling of it is a matter of minutes
                  at + 60 * MINUTE,
                  "buses of the last month: " + share));
        }
      }
    }
    return all;
  }

  private List<YearMonth> months(long fromMs, long untilMs) {
    List<YearMonth> all = new ArrayList<>();
    YearMonth last = month(untilMs);
    for (YearMonth m = month(fromMs); !m.isAfter(last); m = m.plusMonths(1)) {
      all.add(m);
    }
    return all;
  }

  private YearMonth month(long ms) {
    return YearMonth.from(Instant.ofEpochMilli(ms).atZone(zone));
  }

  /** Working hours of the second to the eighth. */
  private long at(YearMonth month, int county) {
    LocalDate day = month.atDay(2 + pick(7, month, county, 1));
    return day.atTime(9, 0).atZone(zone).toInstant().toEpochMilli()
        + pick(8 * 60, month, county, 2) * MINUTE;
  }

  /** Of four counties one is late, one just late, one just in time and one as buses mostly are. */
  private double share(YearMonth month, int county) {
    double roll = Dice.roll(seed, SALT + county, index(month), 3);
    return switch (Math.floorMod(county + index(month), 4)) {
      case 0 -> 0.60 + 0.12 * roll;
      case 1 -> JUST_LATE;
      case 2 -> JUST_IN_TIME;
      default -> 0.88 + 0.09 * roll;
    };
  }

  private int pick(int n, YearMonth month, int county, int dice) {
    return Dice.pick(n, seed, SALT + county, index(month), dice);
  }

  private static int index(YearMonth month) {
    return month.getYear() * 12 + month.getMonthValue();
  }
}
