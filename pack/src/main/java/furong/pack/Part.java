package furong.pack;

/**
 * A built piece of an expression.
 *
 * @param unit a UCUM code, or one of {@link #BOOL}, {@link #SPAN} and {@code ?} after a fault
 * @param text as written, without line breaks
 * @param input name of the input that it is as a whole, such as {@code last(pm25)}; else empty
 * @param param name of the parameter that it is as a whole; else empty
 */
record Part(Expr expr, String unit, String text, String input, String param) {

  static final String BOOL = "bool";
  static final String SPAN = "duration";

  /** A number without a unit. */
  static final String PLAIN = "1";

  static final Part FAULTY = of(r -> Expr.UNKNOWN, "?", "");

  private static final Readings NOTHING = new NoReadings();

  static Part of(Expr expr, String unit, String text) {
    return new Part(expr, unit, text, "", "");
  }

  boolean faulty() {
    return unit.equals("?");
  }

  /** The value when it depends on no reading: a parameter, or a sum of them. NaN otherwise. */
  double constant() {
    return expr.eval(NOTHING);
  }

  /** The same in another unit. */
  Part scaled(double factor, String newUnit) {
    return factor == 1
        ? new Part(expr, newUnit, text, input, param)
        : new Part(r -> expr.eval(r) * factor, newUnit, text, input, param);
  }
}
