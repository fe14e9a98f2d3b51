/**
 * The MQTT door of SensorThings (18-088, clause 14): observations in, new entities out. The broker
 * runs inside the process.
 */
@NullMarked
package furong.sense.mqtt;

import org.jspecify.annotations.NullMarked;
