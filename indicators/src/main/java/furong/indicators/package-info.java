/**
 * From observations to figures that a city can be held to: day statistics, division days, indicator
 * values with their lineage, and the vital signs of the moment.
 *
 * <p>Every figure is computed from history, never carried along in the stream: a correction of an
 * old observation changes the figure, and the old figure stays on record with the reason.
 */
@NullMarked
package furong.indicators;

import org.jspecify.annotations.NullMarked;
