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
      Stream.TEMPERATURE,
      Stream.HUMIDITY,
      Stream.WIND,
      Stream.RAIN),
  RIVER_GAUGE("river-gauge", Text.of("水位计", "River gauge"), 8, 60, Stream.WATER_LEVEL),
  ROAD_WATER("road-water", Text.of("积水监测点", "Road water gauge"), 14, 60, Stream.ROAD_WATER),
  GAS_DETECTOR("gas-detector", Text.of("燃气探测器", "Gas detector"), 18, 60, Stream.METHANE),
  NOISE_METER("noise-meter", Text.of("噪声监测仪", "Noise meter"), 12, 60, Stream.NOISE),
  CROWD_COUNTER("crowd-counter", Text.of("人流计数器", "Crowd counter"), 10, 60, Stream.CROWD),
  TRAFFIC("traffic-detector", Text.of("车流检测器", "Traffic detector"), 10, 60, Stream.SPEED),
  MANHOLE("manhole", Text.of("智能井盖", "Manhole cover"), 8, 300, Stream.TILT),
  PIPE("pipe-gauge", Text.of("管网压力计", "Pipe gauge"), 5, 60, Stream.PRESSURE),
  BIN("litter-bin", Text.of("智能垃圾桶", "Litter bin"), 3, 900, Stream.FILL);

  private final String code;
  private final Text title;
  private final int percent;
  private final int periodSeconds;
  private final List<Stream> streams;

  Kind(String code, Text title, int percent, int periodSeconds, Stream... streams) {
    this.code = code;
    this.title = title;
    this.percent = percent;
    this.periodSeconds = periodSeconds;
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

  List<Stream> streams() {
    return streams;
  }
}
