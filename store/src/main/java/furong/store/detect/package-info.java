/** What detection tells, on PostgreSQL. */
@NullMarked
package furong.store.detect;

import org.jspecify.annotations.NullMarked;
