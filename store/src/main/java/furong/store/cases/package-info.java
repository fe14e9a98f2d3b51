/** Alerts, cases and their timelines in PostgreSQL; photos in a folder. */
@NullMarked
package furong.store.cases;

import org.jspecify.annotations.NullMarked;
