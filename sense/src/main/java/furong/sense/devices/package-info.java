/** How the city's devices are: overview, list, one device. */
@NullMarked
package furong.sense.devices;

import org.jspecify.annotations.NullMarked;
