/**
 * The door for observations: from bytes to one durable batch in the log. Shared by SensorThings,
 * the bulk endpoint and MQTT.
 */
@NullMarked
package furong.sense.ingest;

import org.jspecify.annotations.NullMarked;
