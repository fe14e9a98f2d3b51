/** Vital signs over HTTP: tiles, the colours of the map, and their changes as they come. */
@NullMarked
package furong.steer.vitals;

import org.jspecify.annotations.NullMarked;
