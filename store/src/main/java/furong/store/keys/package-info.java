/** The keys of devices in PostgreSQL. */
@NullMarked
package furong.store.keys;

import org.jspecify.annotations.NullMarked;
