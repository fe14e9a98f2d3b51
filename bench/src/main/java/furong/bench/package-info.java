/** Measurements and trials of a whole, running city, from outside. */
@NullMarked
package furong.bench;

import org.jspecify.annotations.NullMarked;
