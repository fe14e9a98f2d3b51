/**
 * A make-believe city of sensors with known incidents: it feeds the demo through the public doors,
 * like any device, and writes down the truth that detection can be held against.
 */
@NullMarked
package furong.sim;

import org.jspecify.annotations.NullMarked;
