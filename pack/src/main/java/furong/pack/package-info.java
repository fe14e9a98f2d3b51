/**
 * What a scene says of itself: properties, thresholds, rules, procedures, indices, indicators and
 * its board, read from files; the laws that they obey; and the language of their expressions.
 */
@NullMarked
package furong.pack;

import org.jspecify.annotations.NullMarked;
