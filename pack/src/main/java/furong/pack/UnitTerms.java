package furong.pack;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit taken apart, so that formulas may multiply and divide: {@code CNY/m3} is {@code {CNY=1,
 * m=-3}}.
 *
 * <pre>{@code
 * UnitTerms.parse("10*4.t").orElseThrow().over(UnitTerms.parse("t/m3").orElseThrow())  // 10^4 m3
 * }</pre>
 *
 * Read are UCUM terms with {@code .}, {@code /}, exponents and powers of ten ({@code 10*8.CNY},
 * 亿元). Counts in braces are terms of their own: homes do not add with people. So are degrees
 * Celsius and pH, for formulas that are printed with them ({@code 468/(31.6 + T)}), and sound
 * levels: nothing turns them into kelvin, an amount or an energy.
 *
 * @param factor of the unit to its base units
 * @param exponents by base unit, none of them 0
 */
record UnitTerms(double factor, Map<String, Integer> exponents) {

  static final UnitTerms PLAIN = new UnitTerms(1, Map.of());

  private record Atom(double factor, String base, int exponent) {}

  private static final Map<String, Atom> ATOMS =
      Map.ofEntries(
          Map.entry("1", new Atom(1, "", 0)),
          Map.entry("%", new Atom(0.01, "", 0)),
          Map.entry("m", new Atom(1, "m", 1)),
          Map.entry("km", new Atom(1e3, "m", 1)),
          Map.entry("cm", new Atom(1e-2, "m", 1)),
          Map.entry("mm", new Atom(1e-3, "m", 1)),
          Map.entry("har", new Atom(1e4, "m", 2)),
          Map.entry("L", new Atom(1e-3, "m", 3)),
          Map.entry("g", new Atom(1, "g", 1)),
          Map.entry("mg", new Atom(1e-3, "g", 1)),
          Map.entry("ug", new Atom(1e-6, "g", 1)),
          Map.entry("kg", new Atom(1e3, "g", 1)),
          Map.entry("t", new Atom(1e6, "g", 1)),
          Map.entry("s", new Atom(1, "s", 1)),
          Map.entry("min", new Atom(60, "s", 1)),
          Map.entry("h", new Atom(3_600, "s", 1)),
          Map.entry("d", new Atom(86_400, "s", 1)),
          Map.entry("kW", new Atom(1, "kW", 1)),
          Map.entry("CNY", new Atom(1, "CNY", 1)),
          Map.entry("Cel", new Atom(1, "Cel", 1)),
          Map.entry("dB[A]", new Atom(1, "dB[A]", 1)),
          Map.entry("[pH]", new Atom(1, "[pH]", 1)));

  private static final Pattern POWER_OF_TEN = Pattern.compile("10\\*([0-9]{1,2})");
  private static final Pattern COUNT = Pattern.compile("\\{[a-z][a-z-]*\\}");
  private static final Pattern RAISED = Pattern.compile("([A-Za-z]+)([23])");

  UnitTerms {
    exponents = Map.copyOf(exponents);
  }

  /** Empty when a term is none of these; such a unit stands in {@link Units} or nowhere. */
  static Optional<UnitTerms> parse(String code) {
    UnitTerms sum = PLAIN;
    boolean below = false;
    for (String part : code.splitWithDelimiters("[./]", 0)) {
      if (part.equals(".") || part.equals("/")) {
        below = below || part.equals("/");
        continue;
      }
      Optional<UnitTerms> term = term(part);
      if (term.isEmpty()) {
        return Optional.empty();
      }
      sum = below ? sum.over(term.get()) : sum.times(term.get());
    }
    return Optional.of(sum);
  }

  private static Optional<UnitTerms> term(String part) {
    Matcher ten = POWER_OF_TEN.matcher(part);
    if (ten.matches()) {
      return Optional.of(new UnitTerms(Math.pow(10, Integer.parseInt(ten.group(1))), Map.of()));
    }
    if (COUNT.matcher(part).matches()) {
      return Optional.of(new UnitTerms(1, Map.of(part, 1)));
    }
    Matcher raised = RAISED.matcher(part);
    int power = raised.matches() ? Integer.parseInt(raised.group(2)) : 1;
    Atom atom = ATOMS.get(power == 1 ? part : raised.group(1));
    return Optional.ofNullable(atom)
        .map(a ->
            a.exponent == 0
                ? new UnitTerms(a.factor, Map.of())
                : new UnitTerms(Math.pow(a.factor, power), Map.of(a.base, a.exponent * power)));
  }

  UnitTerms times(UnitTerms other) {
    return combined(other, 1);
  }

  UnitTerms over(UnitTerms other) {
    return combined(other, -1);
  }

  private UnitTerms combined(UnitTerms other, int sign) {
    Map<String, Integer> sum = new TreeMap<>(exponents);
    other.exponents.forEach((base, e) -> sum.merge(base, sign * e, Integer::sum));
    sum.values().removeIf(e -> e == 0);
    return new UnitTerms(sign > 0 ? factor * other.factor : factor / other.factor, sum);
  }

  /** Whether it is a sound level, whose numbers do not add up. */
  boolean isLevel() {
    return exponents.keySet().stream().anyMatch(Units::isLevel);
  }

  /** Whether values of both may be added or compared. */
  boolean agrees(UnitTerms other) {
    return exponents.equals(other.exponents);
  }
}
