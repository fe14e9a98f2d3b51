/** SensorThings over HTTP and MQTT on a real PostgreSQL and a real history. */
@NullMarked
package furong.sense.sta;

import org.jspecify.annotations.NullMarked;
