package furong.base;

/**
 * A number with its unit (UCUM code): {@code Quantity.of(35, "ug/m3")}.
 *
 * <p>It does not convert; units that differ do not compare.
 */
public record Quantity(double value, String unit) {

  public Quantity {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a quantity is a finite number, not " + value);
    }
  }

  public static Quantity of(double value, String unit) {
    return new Quantity(value, unit);
  }

  @Override
  public String toString() {
    return value + " " + unit;
  }
}
