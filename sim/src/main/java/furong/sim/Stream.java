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
  PM25("air.pm25", "ug/m3", Text.of("细颗粒物", "PM2.5"), 0, 32, 14, 6),
  PM10("air.pm10", "ug/m3", Text.of("可吸入颗粒物", "PM10"), 0, 55, 22, 9),
  SO2("air.so2", "ug/m3", Text.of("二氧化硫", "SO2"), 0, 8, 3, 1.5),
  NO2("air.no2", "ug/m3", Text.of("二氧化氮", "NO2"), 0, 34, 16, 4),
  CO("air.co", "mg/m3", Text.of("一氧化碳", "CO"), 2, 0.7, 0.25, 0.08),
  O3("air.o3", "ug/m3", Text.of("臭氧", "O3"), 0, 70, 50, 8),
  TEMPERATURE("sensing.air-temperature", "Cel", Text.of("气温", "Temperature"), 1, 17, 5, 0.6),
  HUMIDITY("sensing.relative-humidity", "%", Text.of("相对湿度", "Humidity"), 0, 74, -12, 3),
  WIND("sensing.wind-speed", "m/s", Text.of("风速", "Wind speed"), 1, 1.6, 0.8, 0.5),
  RAIN("sensing.rain-rate", "mm/h", Text.of("雨强", "Rain rate"), 1, 0, 0, 0),
  WATER_LEVEL("sensing.water-level", "m", Text.of("水位", "Water level"), 2, 3, 0.1, 0.02),
  ROAD_WATER("sensing.road-water-depth", "cm", Text.of("积水深度", "Water depth"), 1, 0, 0, 0.15),
  METHANE("sensing.ch4-lel", "%{LEL}", Text.of("甲烷浓度", "Methane"), 1, 0.6, 0.2, 0.3),
  NOISE("sensing.noise-laeq", "dB[A]", Text.of("噪声", "Noise"), 1, 51, 7, 2.5),
  CROWD("sensing.crowd-count", "{person}", Text.of("人流量", "People"), 0, 140, 110, 18),
  SPEED("sensing.traffic-speed", "km/h", Text.of("车速", "Speed"), 0, 42, -11, 4),
  TILT("sensing.manhole-tilt", "deg", Text.of("井盖倾角", "Cover tilt"), 0, 0, 0, 0.4),
  PRESSURE("sensing.pipe-pressure", "MPa", Text.of("管网压力", "Pressure"), 3, 0.32, -0.03, 0.006),
  FILL("sensing.bin-fill", "%", Text.of("满溢度", "Fill"), 0, 0, 0, 1);

  private final String property;
  private final String unit;
  private final Text title;
  private final int decimals;
  private final double base;
  private final double swing;
  private final double noise;

  /**
   * @param base value in the middle of the day's course
   * @param swing how far the course of the day takes it from there; negative when it sinks by day
   * @param noise size of the small quick changes
   */
  Stream(
      String property,
      String unit,
      Text title,
      int decimals,
      double base,
      double swing,
      double noise) {
    this.property = property;
    this.unit = unit;
    this.title = title;
    this.decimals = decimals;
    this.base = base;
    this.swing = swing;
    this.noise = noise;
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
}
