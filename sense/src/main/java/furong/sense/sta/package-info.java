/**
 * OGC SensorThings 1.1 over HTTP at {@code /sensorthings/v1.1}: addresses and queries in, entities
 * and links out.
 */
@NullMarked
package furong.sense.sta;

import org.jspecify.annotations.NullMarked;
