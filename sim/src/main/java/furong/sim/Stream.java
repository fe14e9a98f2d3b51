package furong.sim;

import furong.base.Text;

/**
 * What a simulated sensor measures, with how it runs on an ordinary day. The shapes are plausible,
 * not measured: they exist to be told apart from incidents, and every screen shows that they are
 * simulated.
 *
 * <p>Base values: air pollutants sit in classes one and two of HJ 633 on an ordinary day; noise
 * around the day and night limits of a residential zone (GB 3096); the rest at rest.
 */
enum Stream {
  PM25("air.pm25", "ug/m3", Text.of("细颗粒物", "PM2.5"), 0, 32, 14, 6, 0.2),
  PM10("air.pm10", "ug/m3", Text.of("可吸入颗粒物", "PM10"), 0, 55, 22, 9, 0.2),
  SO2("air.so2", "ug/m3", Text.of("二氧化硫", "SO2"), 0, 8, 3, 1.5, 0.2),
  NO2("air.no2", "ug/m3", Text.of("二氧化氮", "NO2"), 0, 34, 16, 4, 0.2),
  CO("air.co", "mg/m3", Text.of("一氧化碳", "CO"), 2, 0.7, 0.25, 0.08, 0.2),
  O3("air.o3", "ug/m3", Text.of("臭氧", "O3"), 0, 70, 50, 8, 0.2),
  TEMPERATURE("sensing.air-temperature", "Cel", Text.of("气温", "Temperature"), 1, 17, 5, 0.6, 0.2),
  HUMIDITY("sensing.relative-humidity", "%", Text.of("相对湿度", "Humidity"), 0, 74, -12, 3, 0.2),
  WIND("sensing.wind-speed", "m/s", Text.of("风速", "Wind speed"), 1, 1.6, 0.8, 0.5, 0.2),
  RAIN("flood.rain-rate", "mm/h", Text.of("雨强", "Rain rate"), 1, 0, 0, 0, 0),
  WATER_LEVEL("flood.water-level", "m", Text.of("水位", "Water level"), 2, 3, 0.1, 0.02, 0.2),
  OVER_WARNING(
      "flood.level-over-warning", "m", Text.of("水位超警戒", "Over warning"), 2, -2, 0.1, 0.02, 0.1),
  ROAD_WATER("flood.road-water-depth", "cm", Text.of("积水深度", "Water depth"), 1, 0, 0, 0.15, 0),
  UNDERPASS("flood.underpass-water-depth", "cm", Text.of("下穿积水", "Underpass"), 1, 0, 0, 0.15, 0),
  SUMP("flood.sump-over-start", "m", Text.of("泵池水位", "Sump level"), 2, -0.3, 0, 0.02, 0),
  PUMP("flood.pump-power", "kW", Text.of("水泵功率", "Pump power"), 1, 0.2, 0, 0.05, 0),
  DRAIN_FILL("flood.drain-fill", "%", Text.of("管道充满度", "Drain fill"), 0, 35, 10, 3, 0.2),
  METHANE("gas.ch4-lel", "%{LEL}", Text.of("甲烷浓度", "Methane"), 1, 0.6, 0.2, 0.3, 0.2),
  GAS_PRESSURE(
      "gas.gas-pressure", "kPa", Text.of("燃气压力", "Gas pressure"), 2, 2.5, -0.15, 0.04, 0.03),
  OXYGEN("water.dissolved-oxygen", "mg/L", Text.of("溶解氧", "Oxygen"), 2, 7, 1, 0.15, 0.05),
  PH("water.ph", "[pH]", Text.of("pH 值", "pH"), 2, 7.6, 0.1, 0.05, 0.02),
  PERMANGANATE(
      "water.permanganate-index", "mg/L", Text.of("高锰酸盐指数", "CODMn"), 1, 3, 0.2, 0.1, 0.05),
  AMMONIA("water.ammonia-nitrogen", "mg/L", Text.of("氨氮", "Ammonia"), 2, 0.4, 0.05, 0.03, 0.05),
  PHOSPHORUS(
      "water.total-phosphorus", "mg/L", Text.of("总磷", "Phosphorus"), 3, 0.1, 0.01, 0.006, 0.05),
  TRANSPARENCY("water.transparency", "cm", Text.of("透明度", "Transparency"), 0, 60, 4, 3, 0.05),
  REDOX("water.redox-potential", "V", Text.of("氧化还原电位", "Redox"), 3, 0.2, 0.01, 0.01, 0.05),
  NOISE("sensing.noise-laeq", "dB[A]", Text.of("噪声", "Noise"), 1, 48, 7, 2.5, 0.03),
  CROWD("order.crowd-count", "{person}", Text.of("在场人数", "People"), 0, 140, 110, 18, 0.2),
  CAPACITY("order.crowd-capacity", "{person}", Text.of("承载量", "Capacity"), 0, 1000, 0, 0, 0),
  SPEED("traffic.traffic-speed", "km/h", Text.of("车速", "Speed"), 0, 42, -11, 4, 0.1),
  FREE_SPEED(
      "traffic.free-flow-speed", "km/h", Text.of("自由流车速", "Free-flow speed"), 0, 50, 0, 0, 0.1),
  SIGNAL("traffic.signal-faults", "1", Text.of("信号机故障", "Signal faults"), 0, 0, 0, 0, 0),
  TILT("care.manhole-tilt", "deg", Text.of("井盖倾角", "Cover tilt"), 0, 0, 0, 0.4, 0),
  SHIFT("care.manhole-shift", "cm", Text.of("井盖移位", "Cover shift"), 1, 0, 0, 0.1, 0),
  FILL("care.bin-fill", "%", Text.of("满溢度", "Fill"), 0, 0, 0, 1, 0),
  LIGHT("care.illuminance", "lx", Text.of("照度", "Light"), 0, 20_000, 0, 0.3, 0),
  LAMP("care.lamp-power", "W", Text.of("路灯功率", "Lamp power"), 0, 80, 0, 0.5, 0.1),
  PRESSURE(
      "lifeline.pipe-pressure", "MPa", Text.of("管网压力", "Pressure"), 3, 0.32, -0.03, 0.006, 0.03),
  VOLTAGE("lifeline.supply-voltage", "V", Text.of("配电电压", "Voltage"), 0, 228, -4, 3, 0.01),
  TRAPPED("lifeline.trapped-persons", "{person}", Text.of("困人数", "Trapped"), 0, 0, 0, 0, 0),
  BRIDGE("lifeline.bridge-thresholds", "1", Text.of("越过阈值数", "Thresholds"), 0, 0, 0, 0, 0),
  /** Steadier than real counts, which scatter at least as a Poisson variable does. */
  CASES("epidemic.daily-cases", "{case}", Text.of("每日新发数", "New cases"), 0, 6, 0, 0.8, 0.1),
  LANES("traffic.lane-length", "km", Text.of("车道里程", "Lane length"), 2, 2.4, 0, 0, 0.2),
  NETWORK_DELAY(
      "traffic.network-delay", "1", Text.of("路网延误时间比", "Network delay"), 3, 0.3, 0.12, 0.03, 0.1),
  CAR_LOAD("traffic.car-load", "%", Text.of("列车满载率", "Train load"), 0, 45, 25, 4, 0.1),
  /** Nothing lies there, but one look in a hundred takes a passer-by for a heap. */
  HEAPS("care.dumped-heaps", "{heap}", Text.of("偷倒堆数", "Dumped heaps"), 0, 0, 0, 0, 0),
  INCIDENTS(
      "order.incident-count", "{incident}", Text.of("秩序事件数", "Incidents"), 0, 1.2, 1, 0.3, 0.2),
  /** Half as many again in winter, half as many in summer. */
  WEEKLY_CASES(
      "epidemic.weekly-cases", "{case}", Text.of("每周新发数", "Weekly cases"), 0, 14, 7, 1.2, 0.1),
  MACHINES(
      "gas.digging-machines", "{machine}", Text.of("开挖机械数", "Digging machines"), 0, 0, 0, 0, 0),
  DENSITY(
      "order.crowd-density",
      "{person}/m2",
      Text.of("人群密度", "Crowd density"),
      2,
      0.3,
      0.2,
      0.04,
      0.2);

  private final String property;
  private final String unit;
  private final Text title;
  private final int decimals;
  private final double base;
  private final double swing;
  private final double noise;
  private final double spread;

  /**
   * @param base value in the middle of the day's course
   * @param swing how far the course of the day takes it from there; negative when it sinks by day
   * @param noise size of the small quick changes
   * @param spread how much places and days differ: levels that are engineered or logarithmic differ
   *     little
   */
  Stream(
      String property,
      String unit,
      Text title,
      int decimals,
      double base,
      double swing,
      double noise,
      double spread) {
    this.property = property;
    this.unit = unit;
    this.title = title;
    this.decimals = decimals;
    this.base = base;
    this.swing = swing;
    this.noise = noise;
    this.spread = spread;
  }

  /** Id of the pack property. */
  String property() {
    return property;
  }

  /** UCUM. */
  String unit() {
    return unit;
  }

  Text title() {
    return title;
  }

  int decimals() {
    return decimals;
  }

  double base() {
    return base;
  }

  double swing() {
    return swing;
  }

  double noise() {
    return noise;
  }

  double spread() {
    return spread;
  }
}
