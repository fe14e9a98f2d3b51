/** Promises of the plan and months of dispatch in PostgreSQL; files of evidence in a folder. */
@NullMarked
package furong.store.plan;

import org.jspecify.annotations.NullMarked;
