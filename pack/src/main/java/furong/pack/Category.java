package furong.pack;

import furong.base.Text;

/**
 * One class of an index, such as 轻度污染.
 *
 * @param code stable word, such as {@code lightly-polluted}
 * @param upTo largest index value of this class
 * @param colour CSS hex, from the standard's RGB
 */
public record Category(String code, Text title, int upTo, String colour) {}
