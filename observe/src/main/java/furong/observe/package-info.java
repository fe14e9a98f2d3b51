/**
 * From a reading to an observation: placed, unit-true, quality-flagged; and the log that carries
 * them.
 */
@NullMarked
package furong.observe;

import org.jspecify.annotations.NullMarked;
