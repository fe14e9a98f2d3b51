/** Indicators over HTTP: values, series, divisions, and the way down to the observations. */
@NullMarked
package furong.serve.indicators;

import org.jspecify.annotations.NullMarked;
