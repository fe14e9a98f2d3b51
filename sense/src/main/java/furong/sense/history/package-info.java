/**
 * Our own door to the history: pages and files of observations, newest values, sums over intervals,
 * exact counts.
 */
@NullMarked
package furong.sense.history;

import org.jspecify.annotations.NullMarked;
