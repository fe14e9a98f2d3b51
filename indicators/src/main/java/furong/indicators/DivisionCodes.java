package furong.indicators;

import furong.base.DivisionLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * The divisions that figures are kept for, told from a code alone: city, county and street. Codes
 * nest (GB/T 2260 and the statistical codes below it): 4 digits city, 6 county, 9 street.
 */
public final class DivisionCodes {

  private DivisionCodes() {}

  /**
   * <pre>{@code
   * upToStreet("510104017001")   // ["510100", "510104", "510104017"]
   * upToStreet("510100")         // ["510100"]
   * }</pre>
   */
  public static List<String> upToStreet(String code) {
    List<String> codes = new ArrayList<>(3);
    if (code.length() < 6) {
      return codes;
    }
    String city = code.substring(0, 4) + "00";
    codes.add(city);
    if (!code.substring(0, 6).equals(city)) {
      codes.add(code.substring(0, 6));
      if (code.length() >= 9) {
        codes.add(code.substring(0, 9));
      }
    }
    return codes;
  }

  public static DivisionLevel level(String code) {
    return switch (code.length()) {
      case 6 -> code.endsWith("00") ? DivisionLevel.CITY : DivisionLevel.COUNTY;
      case 9 -> DivisionLevel.STREET;
      case 12 -> DivisionLevel.COMMUNITY;
      default -> DivisionLevel.GRID;
    };
  }
}
