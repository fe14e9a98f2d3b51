package furong.sim;

import furong.base.Text;
import java.time.Duration;
import java.util.List;

/**
 * A kind of simulated device: what it measures, how often, and its share of all devices. Shares are
 * a guess at a small city's mix; a real platform lists 226 kinds.
 */
enum Kind {
  AIR_STATION(
      "air-station",
      Text.of("空气微站", "Air station"),
      8,
      300,
      "air.sensor-silent",
      Stream.PM25,
      Stream.PM10,
      Stream.SO2,
      Stream.NO2,
      Stream.CO,
      Stream.O3),
  WEATHER_STATION(
      "weather-station",
      Text.of("气象站", "Weather station"),
      4,
      300,
      "",
      Stream.TEMPERATURE,
      Stream.HUMIDITY,
      Stream.WIND,
      Stream.RAIN),
  RIVER_GAUGE(
      "river-gauge",
      Text.of("水位计", "River gauge"),
      4,
      60,
      Kind.FLOOD_SILENT,
      Stream.WATER_LEVEL,
      Stream.OVER_WARNING),
  ROAD_WATER(
      "road-water",
      Text.of("积水监测点", "Road water gauge"),
      8,
      60,
      Kind.FLOOD_SILENT,
      Stream.ROAD_WATER),
  UNDERPASS(
      "underpass",
      Text.of("下穿通道监测点", "Underpass gauge"),
      2,
      60,
      Kind.FLOOD_SILENT,
      Stream.UNDERPASS),
  PUMP_STATION(
      "pump-station",
      Text.of("排水泵站", "Pump station"),
      2,
      60,
      Kind.FLOOD_SILENT,
      Stream.SUMP,
      Stream.PUMP),
  DRAIN("drain", Text.of("管网液位计", "Drain gauge"), 3, 300, Kind.FLOOD_SILENT, Stream.DRAIN_FILL),
  GAS_DETECTOR(
      "gas-detector", Text.of("燃气探测器", "Gas detector"), 9, 60, Kind.GAS_SILENT, Stream.METHANE),
  GAS_REGULATOR(
      "gas-regulator",
      Text.of("燃气调压箱", "Gas regulator"),
      3,
      60,
      Kind.GAS_SILENT,
      Stream.GAS_PRESSURE),
  WATER_STATION(
      "water-station",
      Text.of("水质自动站", "Water station"),
      3,
      900,
      "",
      Stream.OXYGEN,
      Stream.PH,
      Stream.PERMANGANATE,
      Stream.AMMONIA,
      Stream.PHOSPHORUS,
      Stream.TRANSPARENCY,
      Stream.REDOX),
  NOISE_METER("noise-meter", Text.of("噪声监测仪", "Noise meter"), 6, 60, "", Stream.NOISE),
  CROWD_COUNTER(
      "crowd-counter",
      Text.of("人流计数器", "Crowd counter"),
      6,
      60,
      "",
      Stream.CROWD,
      Stream.CAPACITY,
      Stream.DENSITY),
  TRAFFIC(
      "traffic-detector",
      Text.of("车流检测器", "Traffic detector"),
      7,
      60,
      "",
      Stream.SPEED,
      Stream.FREE_SPEED),
  SIGNAL("traffic-signal", Text.of("交通信号机", "Traffic signal"), 2, 60, "", Stream.SIGNAL),
  MANHOLE("manhole", Text.of("智能井盖", "Manhole cover"), 5, 300, "", Stream.TILT, Stream.SHIFT),
  BIN("litter-bin", Text.of("智能垃圾桶", "Litter bin"), 3, 900, "", Stream.FILL),
  LAMP("street-light", Text.of("智慧路灯", "Street light"), 3, 300, "", Stream.LIGHT, Stream.LAMP),
  PIPE("pipe-gauge", Text.of("管网压力计", "Pipe gauge"), 3, 60, Kind.LIFELINE_SILENT, Stream.PRESSURE),
  POWER_METER(
      "power-meter", Text.of("配电监测点", "Power meter"), 3, 60, Kind.LIFELINE_SILENT, Stream.VOLTAGE),
  ELEVATOR("elevator", Text.of("电梯", "Elevator"), 3, 60, Kind.LIFELINE_SILENT, Stream.TRAPPED),
  BRIDGE("bridge", Text.of("桥梁监测点", "Bridge monitor"), 2, 300, Kind.LIFELINE_SILENT, Stream.BRIDGE),
  CASE_COUNT("case-count", Text.of("病例日报", "Daily case count"), 2, 86_400, "", Stream.CASES),
  /** Sections that send their length, so that a county can be judged as a whole. */
  SECTION(
      "road-section",
      Text.of("路段检测器", "Road section"),
      2,
      60,
      "",
      Stream.SPEED,
      Stream.FREE_SPEED,
      Stream.LANES),
  NETWORK("road-network", Text.of("路网", "Road network"), 1, 300, "", Stream.NETWORK_DELAY),
  /** Three minutes: a train passes as often. */
  METRO("metro-line", Text.of("轨道区间", "Metro section"), 1, 180, "", Stream.CAR_LOAD),
  DUMPING_SPOT("dumping-spot", Text.of("偷倒监测点", "Dumping spot"), 1, 900, "", Stream.HEAPS),
  INCIDENT_DESK(
      "incident-desk", Text.of("网格事件汇总", "Incidents of a grid"), 1, 3_600, "", Stream.INCIDENTS),
  WEEK_COUNT(
      "week-count", Text.of("病例周报", "Weekly case count"), 2, 604_800, "", Stream.WEEKLY_CASES),
  /** Each beside the gas regulator of the same number. */
  DIG_SITE("dig-site", Text.of("施工开挖点", "Digging site"), 1, 300, "", Stream.MACHINES);

  private static final String FLOOD_SILENT = "flood.sensor-silent";
  private static final String GAS_SILENT = "gas.sensor-silent";
  private static final String LIFELINE_SILENT = "lifeline.sensor-silent";

  private final String code;
  private final Text title;
  private final int percent;
  private final int periodSeconds;
  private final String silence;
  private final List<Stream> streams;

  Kind(String code, Text title, int percent, int periodSeconds, String silence, Stream... streams) {
    this.code = code;
    this.title = title;
    this.percent = percent;
    this.periodSeconds = periodSeconds;
    this.silence = silence;
    this.streams = List.of(streams);
  }

  String code() {
    return code;
  }

  Text title() {
    return title;
  }

  /** Share of all devices; the kinds add up to 100. */
  int percent() {
    return percent;
  }

  /** Time between two readings. */
  Duration period() {
    return Duration.ofSeconds(periodSeconds);
  }

  /** Id of the rule that ought to find one that falls silent; empty when no pack watches it. */
  String silence() {
    return silence;
  }

  /** How long it is silent before that rule says so. */
  Duration silentAfter() {
    return this == AIR_STATION ? Duration.ofHours(3) : Duration.ofMinutes(30);
  }

  List<Stream> streams() {
    return streams;
  }

  /**
   * How many stand in one street before the next gets any: a street has an underpass at both ends
   * of its railway, a community two detectors on its gas main, an artery four sections.
   */
  int together() {
    return switch (this) {
      case UNDERPASS, GAS_DETECTOR -> 2;
      case SECTION -> 4;
      default -> 1;
    };
  }

  /** Whether those that stand together stand in one community. */
  boolean inOneCommunity() {
    return this == GAS_DETECTOR;
  }
}
