package furong.sim;

import java.util.List;

/**
 * What happens to the city again and again, each kind to one device of its own: how it shows in the
 * readings, how long it lasts, and the rules that ought to find it. Sizes and lengths are plausible
 * and well beyond what an ordinary day brings; they are not taken from the rules' thresholds.
 *
 * <p>Some of the rules wait for a number of the city (gas.dig-near-pipe: how near is near) and find
 * nothing until it is set; the incident happens all the same.
 *
 * @param what begins its id
 * @param changes what it does to the streams of the device
 * @param fromHour earliest local hour that it begins at
 * @param toHour latest local hour that it begins at
 * @param everyDays 1: daily; 3: every third day
 * @param near rules that it comes near to and that must not tell of it
 */
record Incident(
    String what,
    Kind kind,
    List<Change> changes,
    int fromHour,
    int toHour,
    long lengthMs,
    int everyDays,
    List<String> rules,
    List<String> near,
    String note) {

  /** One stream changes. */
  record Change(Stream stream, Event.Shape shape, double size) {}

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  static final int NO_LONGER_THAN_DAYS = 8;

  /** PM2.5 of heavy pollution, ug/m3: 85 % of it is where the climb ends, and still under 150. */
  static final double HEAVY_PM25 = 170;

  /** PM10 beside it: AQI 150 at most, so that PM2.5 stays the primary pollutant. */
  static final double HEAVY_PM10 = 220;

  /** Rule air.sudden-rise asks for 80 ug/m3 within three hours and 115 in the end. */
  static final double SUDDEN_PM25 = 150;

  static final List<Incident> ALL =
      List.of(
          daily(Kind.AIR_STATION, "burning", "air.sudden-rise", pulse(Stream.PM25, SUDDEN_PM25))
              .at(8, 20, 2 * HOUR, "open burning beside one station")
              .shortOf("air.station-deviates"),
          daily(
                  Kind.AIR_STATION,
                  "drifted",
                  "air.station-deviates",
                  new Change(Stream.PM25, Event.Shape.DRIFT, 7))
              .at(12, 14, 36 * HOUR, "a station drifts away from those around it")
              .every(3),
          daily(
                  Kind.AIR_STATION,
                  "heavy",
                  "air.heavy-pollution air.station-deviates",
                  new Change(Stream.PM25, Event.Shape.BUILD_UP, HEAVY_PM25),
                  new Change(Stream.PM10, Event.Shape.BUILD_UP, HEAVY_PM10))
              .at(0, 5, 18 * HOUR, "slow build-up of PM2.5; AQI over 200 for hours")
              .every(3),
          daily(Kind.ROAD_WATER, "flood", "flood.road-water", pulse(Stream.ROAD_WATER, 32))
              .at(5, 22, 90 * MINUTE, "a blocked gully: water on the road"),
          daily(Kind.UNDERPASS, "underpass", "flood.underpass-water", pulse(Stream.UNDERPASS, 45))
              .at(5, 22, 90 * MINUTE, "an underpass fills")
              .shortOf("flood.underpasses-flooded"),
          daily(
                  Kind.RIVER_GAUGE,
                  "river",
                  "flood.river-over-warning flood.river-rising",
                  pulse(Stream.OVER_WARNING, 2.6),
                  pulse(Stream.WATER_LEVEL, 2.6))
              .at(0, 18, 5 * HOUR, "a river rises over its warning level"),
          daily(Kind.DRAIN, "blocked", "flood.drain-full", held(Stream.DRAIN_FILL, 100))
              .at(0, 20, 3 * HOUR, "a drain is blocked"),
          daily(
                  Kind.PUMP_STATION,
                  "pump",
                  "flood.pump-stopped",
                  held(Stream.SUMP, 0.6),
                  held(Stream.PUMP, 0.2))
              .at(0, 22, 75 * MINUTE, "the sump is full and no pump starts"),
          daily(
                  Kind.PUMP_STATION,
                  "dry",
                  "flood.pump-not-tried",
                  held(Stream.PUMP, 0.2),
                  held(Stream.SUMP, -0.5))
              .at(0, 22, NO_LONGER_THAN_DAYS * DAY, "no water comes and nobody tries the pump")
              .every(4),
          daily(Kind.WEATHER_STATION, "cloudburst", "flood.rain-patrol", pulse(Stream.RAIN, 45))
              .at(0, 18, 4 * HOUR, "a cloudburst over one station")
              .every(2),
          daily(Kind.GAS_DETECTOR, "leak", "gas.leak", pulse(Stream.METHANE, 38))
              .at(0, 23, 40 * MINUTE, "a gas leak")
              .shortOf("gas.leaks-in-community"),
          daily(
                  Kind.GAS_REGULATOR,
                  "gas-fall",
                  "gas.pressure-fall",
                  pulse(Stream.GAS_PRESSURE, -1.6))
              .at(0, 21, 2 * HOUR, "gas pressure falls behind a regulator"),
          daily(Kind.WATER_STATION, "discharge", "water.river-class", pulse(Stream.AMMONIA, 1.9))
              .at(0, 12, 9 * HOUR, "a discharge upstream: ammonia")
              .every(2),
          daily(
                  Kind.WATER_STATION,
                  "black",
                  "water.river-class water.black-odorous",
                  held(Stream.OXYGEN, 1),
                  held(Stream.AMMONIA, 10),
                  held(Stream.TRANSPARENCY, 18))
              .at(0, 12, 22 * HOUR, "a river turns black and smells")
              .every(3),
          daily(Kind.TRAFFIC, "jam", "traffic.congestion", held(Stream.SPEED, 8))
              .at(7, 18, HOUR, "a traffic jam"),
          daily(Kind.SIGNAL, "signal", "traffic.signal-fault", held(Stream.SIGNAL, 1))
              .at(0, 21, 2 * HOUR, "a traffic signal fails"),
          daily(Kind.MANHOLE, "cover", "care.manhole-tilted", pulse(Stream.TILT, 48))
              .at(0, 19, 4 * HOUR, "a manhole cover is lifted"),
          daily(Kind.MANHOLE, "shifted", "care.manhole-shifted", pulse(Stream.SHIFT, 9))
              .at(0, 19, 4 * HOUR, "a manhole cover is pushed aside"),
          daily(Kind.BIN, "bin", "care.bin-full", held(Stream.FILL, 98))
              .at(0, 17, 6 * HOUR, "a litter bin was left out of the round"),
          daily(Kind.LAMP, "lamp", "care.lamp-dark", held(Stream.LAMP, 0))
              .at(19, 21, 8 * HOUR, "a street light stays dark"),
          daily(
                  Kind.NOISE_METER,
                  "night-work",
                  "care.night-noise sensing.zone-noise",
                  pulse(Stream.NOISE, 24))
              .at(22, 23, 2 * HOUR, "building works at night"),
          daily(
                  Kind.CROWD_COUNTER,
                  "crowd",
                  "order.crowd order.crowd-dense",
                  pulse(Stream.CROWD, 900),
                  pulse(Stream.DENSITY, 3.2))
              .at(15, 20, 2 * HOUR, "a crowd gathers"),
          daily(Kind.PIPE, "burst", "lifeline.main-burst", pulse(Stream.PRESSURE, -0.19))
              .at(0, 20, 3 * HOUR, "a water main bursts"),
          daily(Kind.POWER_METER, "power", "lifeline.power-out", held(Stream.VOLTAGE, 0))
              .at(0, 22, 90 * MINUTE, "a street is without power"),
          daily(Kind.ELEVATOR, "elevator", "lifeline.elevator-trapped", held(Stream.TRAPPED, 2))
              .at(6, 22, 40 * MINUTE, "two people are trapped in an elevator"),
          daily(Kind.BRIDGE, "bridge", "lifeline.bridge-beyond-design", held(Stream.BRIDGE, 2))
              .at(0, 20, 3 * HOUR, "a bridge is beyond its second threshold"),
          daily(
                  Kind.CASE_COUNT,
                  "cluster",
                  "epidemic.case-surge epidemic.case-drift epidemic.risk-zone",
                  pulse(Stream.CASES, 12))
              .at(0, 23, 4 * DAY, "a cluster of cases")
              .every(3),
          daily(
                  Kind.NETWORK,
                  "network-jam",
                  "traffic.network-congestion",
                  held(Stream.NETWORK_DELAY, 0.68))
              .at(7, 17, 3 * HOUR, "the roads of a county are full"),
          daily(Kind.METRO, "full-trains", "traffic.metro-crowded", pulse(Stream.CAR_LOAD, 90))
              .at(9, 19, 75 * MINUTE, "trains are full after one was taken out of service"),
          daily(Kind.DUMPING_SPOT, "dumped", "care.illegal-dumping", held(Stream.HEAPS, 2))
              .at(0, 18, 5 * HOUR, "two heaps are dumped"),
          daily(
                  Kind.INCIDENT_DESK,
                  "quarrels",
                  "order.incidents-unusual order.incidents-in-grid",
                  pulse(Stream.INCIDENTS, 9))
              .at(8, 17, 5 * HOUR, "quarrels in a grid, hour after hour"),
          daily(Kind.WEEK_COUNT, "season", "epidemic.season-excess", pulse(Stream.WEEKLY_CASES, 45))
              .at(0, 23, NO_LONGER_THAN_DAYS * DAY, "a week with far more cases than in past years")
              .every(10),
          daily(Kind.DIG_SITE, "digging", "gas.dig-near-pipe", held(Stream.MACHINES, 1))
              .at(7, 14, 4 * HOUR, "a machine digs beside a gas regulator"));

  private static Incident daily(Kind kind, String what, String rules, Change... changes) {
    return new Incident(
        what, kind, List.of(changes), 0, 0, 0, 1, List.of(rules.split(" ")), List.of(), "");
  }

  private Incident at(int from, int to, long length, String said) {
    return new Incident(what, kind, changes, from, to, length, everyDays, rules, near, said);
  }

  private Incident every(int days) {
    return new Incident(what, kind, changes, fromHour, toHour, lengthMs, days, rules, near, note);
  }

  /** The same, near to these rules. */
  private Incident shortOf(String those) {
    return new Incident(
        what,
        kind,
        changes,
        fromHour,
        toHour,
        lengthMs,
        everyDays,
        rules,
        List.of(those.split(" ")),
        note);
  }

  static Change pulse(Stream stream, double size) {
    return new Change(stream, Event.Shape.PULSE, size);
  }

  static Change held(Stream stream, double size) {
    return new Change(stream, Event.Shape.HELD, size);
  }

  static Change around(Stream stream, double size) {
    return new Change(stream, Event.Shape.AROUND, size);
  }
}
