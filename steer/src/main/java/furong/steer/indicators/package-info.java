/** Indicators over HTTP: values, series, divisions, and the way down to the observations. */
@NullMarked
package furong.steer.indicators;

import org.jspecify.annotations.NullMarked;
