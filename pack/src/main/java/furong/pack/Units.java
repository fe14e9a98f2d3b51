package furong.pack;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Units that packs may use, by UCUM code, and how to turn one into another. Only conversions that
 * hold always are known: ppb of a gas into ug/m3 depends on the temperature and is refused.
 *
 * <pre>{@code
 * Units.convert("mg/m3", "ug/m3").orElseThrow().factor()   // 1000
 * }</pre>
 */
public final class Units {

  /** {@code to = from * factor + offset}. */
  public record Conversion(double factor, double offset) {

    public static final Conversion SAME = new Conversion(1, 0);

    public double apply(double given) {
      return given * factor + offset;
    }
  }

  private record Unit(String dimension, double factor, double offset) {}

  /** By code: its dimension, and base = value * factor + offset within that dimension. */
  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          unit("1", "ratio", 1),
          unit("%", "ratio", 0.01),
          unit("[ppth]", "ratio", 1e-3),
          unit("[ppm]", "mole-ratio", 1e-6),
          unit("[ppb]", "mole-ratio", 1e-9),
          unit("ng/m3", "mass-concentration", 1e-9),
          unit("ug/m3", "mass-concentration", 1e-6),
          unit("mg/m3", "mass-concentration", 1e-3),
          unit("g/m3", "mass-concentration", 1),
          unit("kg/m3", "mass-concentration", 1e3),
          unit("g/L", "mass-concentration", 1e3),
          unit("ug/L", "mass-concentration", 1e-3),
          unit("mg/L", "mass-concentration", 1),
          unit("mm", "length", 1e-3),
          unit("cm", "length", 1e-2),
          unit("m", "length", 1),
          unit("km", "length", 1e3),
          unit("m/s", "length/time", 1),
          unit("km/h", "length/time", 1 / 3.6),
          unit("mm/h", "length/time", 1e-3 / 3_600),
          unit("Pa", "pressure", 1),
          unit("hPa", "pressure", 100),
          unit("kPa", "pressure", 1e3),
          unit("MPa", "pressure", 1e6),
          unit("mbar", "pressure", 100),
          unit("bar", "pressure", 1e5),
          unit("m3", "volume", 1),
          unit("L", "volume", 1e-3),
          unit("V", "voltage", 1),
          unit("A", "current", 1),
          unit("W", "power", 1),
          unit("kW", "power", 1e3),
          unit("MW", "power", 1e6),
          unit("deg", "angle", 1),
          unit("%{LEL}", "explosive-limit", 1),
          unit("dB[A]", "sound-level", 1),
          unit("lx", "illuminance", 1),
          unit("[pH]", "acidity", 1),
          unit("[NTU]", "turbidity", 1),
          unit("uS/cm", "conductivity", 1),
          unit("{person}/m2", "crowd-density", 1),
          Map.entry("K", new Unit("temperature", 1, 0)),
          Map.entry("Cel", new Unit("temperature", 1, 273.15)),
          Map.entry("[degF]", new Unit("temperature", 5 / 9.0, 459.67 * 5 / 9.0)),
          unit("ms", "time", 1e-3),
          unit("s", "time", 1),
          unit("min", "time", 60),
          unit("h", "time", 3_600),
          unit("d", "time", 86_400),
          unit("urgent-hour", "case-time", 1),
          unit("work-hour", "case-time", 1),
          unit("urgent-day", "case-time", 1),
          unit("work-day", "case-time", 1));

  /** Other writings of the same unit, as devices send them, with plain letters and digits. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("°C", "Cel"),
          Map.entry("℃", "Cel"),
          Map.entry("C", "Cel"),
          Map.entry("degC", "Cel"),
          Map.entry("[degC]", "Cel"),
          Map.entry("°F", "[degF]"),
          Map.entry("degF", "[degF]"),
          Map.entry("dB(A)", "dB[A]"),
          Map.entry("dBA", "dB[A]"),
          Map.entry("%LEL", "%{LEL}"),
          Map.entry("ppm", "[ppm]"),
          Map.entry("ppb", "[ppb]"),
          Map.entry("l/s", "L/s"),
          Map.entry("mg/l", "mg/L"),
          Map.entry("ug/l", "ug/L"),
          Map.entry("人", "{person}"));

  /** An annotation of UCUM: so many of these. */
  private static final Pattern COUNTED = Pattern.compile("\\{[a-z][a-z-]*\\}");

  private Units() {}

  private static Map.Entry<String, Unit> unit(String code, String dimension, double factor) {
    return Map.entry(code, new Unit(dimension, factor, 0));
  }

  /** Whether it is a level in decibels, of whatever: only such a unit has an energy to average. */
  static boolean isLevel(String writing) {
    String code = code(writing);
    return code.equals("dB") || code.startsWith("dB[");
  }

  /** The UCUM code for a writing: {@code ug/m3} for {@code µg/m³}; itself when it is one. */
  public static String code(String writing) {
    String plain =
        writing
            .strip()
            .replace('\u00b5', 'u') // micro sign
            .replace('\u03bc', 'u') // the Greek letter
            .replace('²', '2')
            .replace('³', '3')
            .replace("^", "");
    return ALIASES.getOrDefault(plain, plain);
  }

  public static boolean knows(String code) {
    return find(code(code)) != null || UnitTerms.parse(code(code)).isPresent();
  }

  /**
   * A unit of the table, a count of something named in braces, or one of these per time: {@code
   * {case}}, {@code ug/m3/h}.
   */
  private static @Nullable Unit find(String code) {
    Unit known = UNITS.get(code);
    if (known != null) {
      return known;
    }
    if (COUNTED.matcher(code).matches()) {
      return new Unit(code, 1, 0);
    }
    int slash = code.lastIndexOf('/');
    Unit of = slash < 0 ? null : find(code.substring(0, slash));
    Unit per = slash < 0 ? null : UNITS.get(code.substring(slash + 1));
    return of == null || per == null || !per.dimension.equals("time")
        ? null
        : new Unit(of.dimension + "/time", of.factor / per.factor, 0);
  }

  /**
   * What to multiply a difference or a value by to have it in another unit; NaN when that cannot be
   * done by multiplying alone, as from K to Cel.
   */
  static double factor(String from, String to) {
    if (from.equals(to)) {
      return 1;
    }
    return convert(from, to)
        .filter(c -> c.offset() == 0)
        .map(Conversion::factor)
        .orElse(Double.NaN);
  }

  /** How to convert; empty when it cannot be done without knowing more. */
  public static Optional<Conversion> convert(String from, String to) {
    String f = code(from);
    String t = code(to);
    if (f.equals(t)) {
      return Optional.of(Conversion.SAME);
    }
    Unit source = find(f);
    Unit target = find(t);
    if (source == null
        || target == null
        || !source.dimension.equals(target.dimension)
        || source.dimension.equals("case-time")) {
      return Optional.empty();
    }
    return Optional.of(
        new Conversion(
            ratio(source.factor, target.factor), (source.offset - target.offset) / target.factor));
  }

  /** 1e-6 / 1e-9 is 1000 and not 999.9999999999999: powers of ten divide without a rest. */
  private static double ratio(double from, double to) {
    double forward = from / to;
    double whole = Math.rint(forward);
    if (forward >= 1 && Math.abs(forward - whole) < 1e-9 * whole) {
      return whole;
    }
    double back = Math.rint(to / from);
    return forward < 1 && Math.abs(to / from - back) < 1e-9 * back ? 1 / back : forward;
  }
}
