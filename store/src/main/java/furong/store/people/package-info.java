/** Users, sessions and the audit trail in PostgreSQL. */
@NullMarked
package furong.store.people;

import org.jspecify.annotations.NullMarked;
