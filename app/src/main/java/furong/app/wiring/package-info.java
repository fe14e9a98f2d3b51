/** Which implementation stands behind which port: one configuration class per part of the house. */
@NullMarked
package furong.app.wiring;

import org.jspecify.annotations.NullMarked;
