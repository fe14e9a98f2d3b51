/**
 * The log (Kafka) and those who read it: the Flink job that judges, the reader that applies its
 * effects, the historian that makes segments of it.
 */
@NullMarked
package furong.flow;

import org.jspecify.annotations.NullMarked;
