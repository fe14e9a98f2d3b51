/**
 * The engines that Furong brings along: PostgreSQL as a child process, Kafka and Flink inside this
 * process, each with its files in one folder. They know nothing of cities.
 */
@NullMarked
package furong.engine;

import org.jspecify.annotations.NullMarked;
