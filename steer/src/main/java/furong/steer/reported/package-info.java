/** Reported figures, formulas over them and the city health check over HTTP. */
@NullMarked
package furong.steer.reported;

import org.jspecify.annotations.NullMarked;
