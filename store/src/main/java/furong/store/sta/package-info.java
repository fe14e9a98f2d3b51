/**
 * The entities of SensorThings on PostgreSQL: written in one transaction with an outbox for the
 * log, read by queries made from typed trees, and kept in memory for those who place observations.
 */
@NullMarked
package furong.store.sta;

import org.jspecify.annotations.NullMarked;
