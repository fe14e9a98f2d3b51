package furong.observe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a reading in one unit becomes a reading in another. Units are UCUM codes; the usual other
 * spellings ({@code µg/m³}, {@code °C}) are read as well.
 *
 * <pre>{@code
 * Units.between("mg/m3", "ug/m3").orElseThrow().apply(0.035)   // 35.0
 * }</pre>
 *
 * Only units of one kind convert, and only those in its table: a guess would be a wrong alert. It
 * does not turn ppm into ug/m3, which needs the substance, pressure and temperature.
 */
public final class Units {

  /** canonical = given * factor + offset. */
  public record Conversion(double factor, double offset) {

    public static final Conversion SAME = new Conversion(1, 0);

    public double apply(double given) {
      return given * factor + offset;
    }
  }

  /** A unit as its kind and how it reaches the kind's base unit. */
  private record Scale(String kind, double factor, double offset) {}

  /** Factors are exact by definition of the units (BIPM SI brochure, 9th edition). */
  private static final Map<String, Scale> SCALES =
      Map.ofEntries(
          scale("kg/m3", "mass/volume", 1),
          scale("g/m3", "mass/volume", 1e-3),
          scale("mg/m3", "mass/volume", 1e-6),
          scale("ug/m3", "mass/volume", 1e-9),
          scale("ng/m3", "mass/volume", 1e-12),
          scale("g/L", "mass/volume", 1),
          scale("mg/L", "mass/volume", 1e-3),
          scale("ug/L", "mass/volume", 1e-6),
          scale("km", "length", 1000),
          scale("m", "length", 1),
          scale("cm", "length", 0.01),
          scale("mm", "length", 0.001),
          scale("Pa", "pressure", 1),
          scale("hPa", "pressure", 100),
          scale("kPa", "pressure", 1000),
          scale("MPa", "pressure", 1e6),
          scale("mbar", "pressure", 100),
          scale("bar", "pressure", 1e5),
          scale("m/s", "speed", 1),
          scale("km/h", "speed", 1 / 3.6),
          scale("m3/s", "flow", 1),
          scale("m3/h", "flow", 1 / 3600.0),
          scale("L/s", "flow", 1e-3),
          scale("m3", "volume", 1),
          scale("L", "volume", 1e-3),
          scale("W", "power", 1),
          scale("kW", "power", 1000),
          scale("MW", "power", 1e6),
          scale("s", "time", 1),
          scale("min", "time", 60),
          scale("h", "time", 3600),
          scale("1", "ratio", 1),
          scale("%", "ratio", 0.01),
          scale("[ppth]", "ratio", 1e-3),
          scale("[ppm]", "ratio", 1e-6),
          scale("[ppb]", "ratio", 1e-9),
          Map.entry("K", new Scale("temperature", 1, 0)),
          Map.entry("Cel", new Scale("temperature", 1, 273.15)),
          Map.entry("[degF]", new Scale("temperature", 5 / 9.0, 459.67 * 5 / 9.0)));

  private static final Map<String, String> SPELLINGS = spellings();

  private Units() {}

  private static Map.Entry<String, Scale> scale(String unit, String kind, double factor) {
    return Map.entry(unit, new Scale(kind, factor, 0));
  }

  private static Map<String, String> spellings() {
    Map<String, String> all = new HashMap<>();
    all.put("degC", "Cel");
    all.put("°C", "Cel");
    all.put("℃", "Cel");
    all.put("C", "Cel");
    all.put("degF", "[degF]");
    all.put("°F", "[degF]");
    all.put("ppm", "[ppm]");
    all.put("ppb", "[ppb]");
    all.put("l/s", "L/s");
    all.put("mg/l", "mg/L");
    all.put("ug/l", "ug/L");
    return all;
  }

  /** Empty when no conversion is known; {@link Conversion#SAME} when both spell the same unit. */
  public static Optional<Conversion> between(String from, String to) {
    String source = canonical(from);
    String target = canonical(to);
    if (source.equals(target) && !source.isEmpty()) {
      return Optional.of(Conversion.SAME);
    }
    Scale a = SCALES.get(source);
    Scale b = SCALES.get(target);
    if (a == null || b == null || !a.kind().equals(b.kind())) {
      return Optional.empty();
    }
    return Optional.of(
        new Conversion(exact(a.factor(), b.factor()), (a.offset() - b.offset()) / b.factor()));
  }

  /** 1e-6 / 1e-9 is 1000 and not 999.9999999999999: powers of ten divide without a rest. */
  private static double exact(double a, double b) {
    double ratio = a / b;
    double rounded = Math.rint(ratio);
    if (ratio >= 1 && Math.abs(ratio - rounded) < 1e-9 * ratio) {
      return rounded;
    }
    double back = Math.rint(b / a);
    return ratio < 1 && Math.abs(b / a - back) < 1e-9 * back ? 1 / back : ratio;
  }

  /** The UCUM code behind a spelling: {@code µg/m³} is {@code ug/m3}. */
  public static String canonical(String unit) {
    String plain =
        unit.strip()
            .replace('µ', 'u')
            .replace('μ', 'u')
            .replace("³", "3")
            .replace("²", "2")
            .replace("^", "");
    return SPELLINGS.getOrDefault(plain, plain);
  }
}
