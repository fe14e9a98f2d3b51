/** The record of SensorThings. */
@NullMarked
package furong.store.sta;

import org.jspecify.annotations.NullMarked;
