@NullMarked
package furong.sense.devices;

import org.jspecify.annotations.NullMarked;
