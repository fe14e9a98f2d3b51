/**
 * OGC SensorThings 1.1 over HTTP at {@code /sensorthings/v1.1}: addresses and queries in, entities
 * and links out.
 */
@NullMarked
package furong.serve.sta;

import org.jspecify.annotations.NullMarked;
