package furong.sim;

import static furong.sim.Incident.around;
import static furong.sim.Incident.held;
import static furong.sim.Incident.pulse;

import furong.sim.Incident.Change;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the margins of the rules, for a world that detection is measured in: small
 * incidents, which are just beyond a threshold and ought to be found, and near misses, which are
 * just short of it and must stay quiet. Of three times that something happens there one is small
 * and one a near miss.
 *
 * <p>How near is a matter of the noise: a size lies beyond the thresholds of all devices of its
 * kind, or short of all, by little more than what their readings scatter. What is counted in ones
 * (people trapped, a machine that digs) has nothing just short of it. The sizes follow the packs:
 * change a threshold there and they are wrong here, which {@code bench detect} then shows.
 *
 * <p>The live simulator plants none of them.
 */
final class Margins {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /**
   * What happens in the place of an incident, to its devices and on its days.
   *
   * @param of begins the ids of that incident
   * @param hour local hour that it begins at; -1 for those of the incident
   * @param lengthMs 0 for that of the incident
   * @param found rules that ought to find it; null: of a small one those of the incident
   * @param quiet rules that must not tell of it; null: of a near miss those of the incident
   */
  record Margin(
      String of,
      List<Change> changes,
      int hour,
      long lengthMs,
      @Nullable List<String> found,
      @Nullable List<String> quiet) {

    Margin at(int local) {
      return new Margin(of, changes, local, lengthMs, found, quiet);
    }

    Margin lasts(long ms) {
      return new Margin(of, changes, hour, ms, found, quiet);
    }

    Margin finds(String... rules) {
      return new Margin(of, changes, hour, lengthMs, List.of(rules), quiet);
    }

    Margin not(String... rules) {
      return new Margin(of, changes, hour, lengthMs, found, List.of(rules));
    }
  }

  /** By the incident that they stand in for. */
  private static final Map<String, Margin> SMALL =
      byIncident(
          // an ordinary eight o'clock has 19 ug/m3 at least: over 115, and a rise of 80 for sure
          margin("burning", pulse(Stream.PM25, 100)).at(8),
          // AQI 200 is reached at 150; such a day is restless by 2 %
          margin(
              "heavy",
              new Change(Stream.PM25, Event.Shape.BUILD_UP, 156),
              new Change(Stream.PM10, Event.Shape.BUILD_UP, Incident.HEAVY_PM10)),
          // 85 ug/m3 at the end of three days; the stations around differ by 8, and 70 is beyond
          margin("drifted", new Change(Stream.PM25, Event.Shape.DRIFT, 5.6)).lasts(3 * DAY),
          margin("flood", around(Stream.ROAD_WATER, 16.2)),
          margin("underpass", around(Stream.UNDERPASS, 16.2)),
          margin("river", around(Stream.OVER_WARNING, 0.12), pulse(Stream.WATER_LEVEL, 1.3)),
          margin("blocked", held(Stream.DRAIN_FILL, 96)),
          margin("pump", held(Stream.SUMP, 0.06), held(Stream.PUMP, 0.4)),
          // the rule looks at seven days
          margin("dry", held(Stream.PUMP, 0.4), held(Stream.SUMP, -0.5)).lasts(7 * DAY + 6 * HOUR),
          // 54 mm in four hours; 50 in twelve are beyond
          margin("cloudburst", held(Stream.RAIN, 13.5)),
          margin("leak", around(Stream.METHANE, 27)),
          // three fifths of the usual pressure are 1.32 to 1.63 kPa, by place and day
          margin("gas-fall", around(Stream.GAS_PRESSURE, 1.25)),
          margin("discharge", around(Stream.AMMONIA, 1.12)),
          margin(
              "black",
              held(Stream.OXYGEN, 1.8),
              held(Stream.AMMONIA, 8.4),
              held(Stream.TRANSPARENCY, 24)),
          // the free flow of a section is 45 to 55 km/h: a delay of 0.62 to 0.69
          margin("jam", held(Stream.SPEED, 17)),
          margin("signal", held(Stream.SIGNAL, 1)).lasts(10 * MINUTE),
          margin("cover", pulse(Stream.TILT, 17)),
          margin("shifted", pulse(Stream.SHIFT, 5.6)),
          margin("bin", held(Stream.FILL, 91)),
          margin("lamp", held(Stream.LAMP, 4)),
          margin("night-work", around(Stream.NOISE, 59)),
          margin("crowd", around(Stream.CROWD, 840), around(Stream.DENSITY, 2.15)),
          // three fifths of the usual pressure are 0.163 to 0.211 MPa, by place and day
          margin("burst", around(Stream.PRESSURE, 0.155)),
          margin("power", held(Stream.VOLTAGE, 105)),
          margin("elevator", held(Stream.TRAPPED, 1)).lasts(5 * MINUTE),
          margin("bridge", held(Stream.BRIDGE, 1)).lasts(20 * MINUTE),
          // two days with 7 more cases: 14 and an ordinary week of 52 at most are no zone
          margin("cluster", pulse(Stream.CASES, 7))
              .lasts(2 * DAY)
              .finds("epidemic.case-surge", "epidemic.case-drift")
              .not("epidemic.risk-zone"),
          margin("network-jam", held(Stream.NETWORK_DELAY, 0.63)),
          margin("full-trains", around(Stream.CAR_LOAD, 108)),
          // three looks of four
          margin("dumped", held(Stream.HEAPS, 2)).lasts(45 * MINUTE),
          // twelve more than the 36 at most of an ordinary day are not fifty
          margin("quarrels", held(Stream.INCIDENTS, 7))
              .at(11)
              .lasts(2 * HOUR)
              .finds("order.incidents-unusual")
              .not("order.incidents-in-grid"),
          margin("season", pulse(Stream.WEEKLY_CASES, 17)));

  private static final Map<String, Margin> NEAR =
      byIncident(
          // at eleven the ordinary course falls
          margin("burning", pulse(Stream.PM25, 62)).at(11).not("air.sudden-rise"),
          margin(
                  "heavy",
                  new Change(Stream.PM25, Event.Shape.BUILD_UP, 144),
                  new Change(Stream.PM10, Event.Shape.BUILD_UP, Incident.HEAVY_PM10))
              .finds("air.station-deviates")
              .not("air.heavy-pollution"),
          margin("drifted", new Change(Stream.PM25, Event.Shape.DRIFT, 3.8)),
          margin("flood", around(Stream.ROAD_WATER, 13.8)),
          margin("underpass", around(Stream.UNDERPASS, 13.8)),
          margin("river", around(Stream.OVER_WARNING, -0.1), pulse(Stream.WATER_LEVEL, 0.75)),
          margin("blocked", held(Stream.DRAIN_FILL, 93)),
          margin("pump", held(Stream.SUMP, 0.06), held(Stream.PUMP, 0.8)),
          margin("dry", held(Stream.PUMP, 0.4), held(Stream.SUMP, -0.5)).lasts(156 * HOUR),
          // 28 mm in four hours; the showers of the twelve around them bring some twenty at most
          margin("cloudburst", held(Stream.RAIN, 7)),
          margin("leak", around(Stream.METHANE, 23)),
          margin("gas-fall", around(Stream.GAS_PRESSURE, 1.72)),
          margin("discharge", around(Stream.AMMONIA, 0.9)),
          // half of a day, where three fifths are asked for; the class is bad all the same
          margin(
                  "black",
                  held(Stream.OXYGEN, 1.8),
                  held(Stream.AMMONIA, 8.4),
                  held(Stream.TRANSPARENCY, 24))
              .lasts(12 * HOUR)
              .finds("water.river-class")
              .not("water.black-odorous"),
          margin("jam", held(Stream.SPEED, 23)),
          margin("signal", held(Stream.SIGNAL, 1)).lasts(3 * MINUTE),
          margin("cover", pulse(Stream.TILT, 12.5)),
          margin("shifted", pulse(Stream.SHIFT, 4.5)),
          margin("bin", held(Stream.FILL, 88)),
          margin("lamp", held(Stream.LAMP, 6)),
          margin("night-work", around(Stream.NOISE, 52)),
          margin("crowd", around(Stream.CROWD, 765), around(Stream.DENSITY, 1.85)),
          margin("burst", around(Stream.PRESSURE, 0.22)),
          margin("power", held(Stream.VOLTAGE, 115)),
          // one reading: a train that passes
          margin("bridge", held(Stream.BRIDGE, 1)).lasts(4 * MINUTE),
          margin("cluster", pulse(Stream.CASES, 1)).lasts(DAY),
          margin("network-jam", held(Stream.NETWORK_DELAY, 0.57)),
          margin("full-trains", around(Stream.CAR_LOAD, 90)),
          // two looks of four
          margin("dumped", held(Stream.HEAPS, 2)).lasts(30 * MINUTE),
          margin("quarrels", held(Stream.INCIDENTS, 4)).lasts(2 * HOUR),
          margin("season", pulse(Stream.WEEKLY_CASES, 6)));

  /** What happens to whole divisions has small ones and no near misses: one device alone is one. */
  private static final Map<String, Change> SMALL_SHARED =
      Map.of(
          "street-flood", around(Stream.UNDERPASS, 16.2),
          "gas-main", around(Stream.METHANE, 27),
          "county-jam", held(Stream.SPEED, 17));

  private Margins() {}

  private static Margin margin(String of, Change... changes) {
    return new Margin(of, List.of(changes), -1, 0, null, null);
  }

  private static Map<String, Margin> byIncident(Margin... margins) {
    return List.of(margins).stream().collect(Collectors.toMap(Margin::of, Function.identity()));
  }

  /** How many of three turns of an incident bring something that ought to be found. */
  static int foundOfThree(Incident incident) {
    return NEAR.containsKey(incident.what()) ? 2 : 3;
  }

  /**
   * An incident, or what stands in for it.
   *
   * @param turn how often it has happened: the second of three is small, the third a near miss
   */
  static Incident of(Incident incident, long turn) {
    int third = Math.floorMod(turn, 3);
    @Nullable Margin small = third == 1 ? SMALL.get(incident.what()) : null;
    @Nullable Margin near = third == 2 ? NEAR.get(incident.what()) : null;
    if (small != null) {
      return instead(incident, small, "small-", incident.rules(), incident.near());
    }
    return near == null ? incident : instead(incident, near, "near-", List.of(), incident.rules());
  }

  private static Incident instead(
      Incident incident, Margin margin, String prefix, List<String> found, List<String> quiet) {
    @Nullable List<String> finds = margin.found();
    @Nullable List<String> not = margin.quiet();
    int hour = margin.hour();
    return new Incident(
        prefix + incident.what(),
        incident.kind(),
        margin.changes(),
        hour < 0 ? incident.fromHour() : hour,
        hour < 0 ? incident.toHour() : hour,
        margin.lengthMs() == 0 ? incident.lengthMs() : margin.lengthMs(),
        incident.everyDays(),
        finds == null ? found : finds,
        not == null ? quiet : not,
        prefix.replace('-', ' ') + "for the rule: " + incident.note());
  }

  /** What a matter of a division does to its devices, every second time but just enough. */
  static Change of(Shared shared, long turn) {
    @Nullable Change small = SMALL_SHARED.get(shared.what());
    return small == null || Math.floorMod(turn, 2) == 0
        ? new Change(shared.stream(), shared.shape(), shared.size())
        : small;
  }
}
