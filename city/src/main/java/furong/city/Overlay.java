package furong.city;

import furong.base.Text;
import java.util.Set;

/**
 * A functional area (经济功能区) that runs streets of several counties and has no code of GB/T 2260: an
 * operating jurisdiction laid over the statutory tree.
 *
 * @param id internal, such as {@code CD-GXQ}
 * @param streets codes of the streets that it runs
 * @param source where the membership comes from and how sure it is
 */
public record Overlay(String id, Text name, Set<String> streets, String source) {

  public Overlay {
    streets = Set.copyOf(streets);
  }

  /** True when the division is one of its streets or lies in one. */
  public boolean contains(String code) {
    return code.length() >= 9 && streets.contains(code.substring(0, 9));
  }
}
