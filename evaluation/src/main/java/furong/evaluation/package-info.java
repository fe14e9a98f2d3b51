/**
 * How well cases were handled: {@link furong.evaluation.Rate}s with what is divided by what, scores
 * made of them, and where cases gather ({@link furong.evaluation.Hotspots}). It reads what case
 * work has left and changes nothing.
 */
@NullMarked
package furong.evaluation;

import org.jspecify.annotations.NullMarked;
