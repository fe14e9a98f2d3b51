package furong.base;

/**
 * Codes of divisions as text: they nest (GB/T 2260 and the statistical codes below it), 4 digits
 * and {@code 00} for a city, 6 county, 9 street, 12 community, 15 grid.
 */
public final class DivisionCode {

  private DivisionCode() {}

  /**
   * What the codes at and below {@code code} begin with: the code itself, or the first four digits
   * of a city's.
   */
  public static String stem(String code) {
    return code.length() == 6 && code.endsWith("00") ? code.substring(0, 4) : code;
  }
}
