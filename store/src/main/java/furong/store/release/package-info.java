/** Versions of packs in PostgreSQL. */
@NullMarked
package furong.store.release;

import org.jspecify.annotations.NullMarked;
