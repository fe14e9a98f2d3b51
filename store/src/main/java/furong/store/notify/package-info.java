/**
 * Warnings of others, the calm of alerts, rosters and the outbox of notifications in PostgreSQL.
 */
@NullMarked
package furong.store.notify;

import org.jspecify.annotations.NullMarked;
