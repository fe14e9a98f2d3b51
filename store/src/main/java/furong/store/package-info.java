/** The ports of the stages on PostgreSQL, and the history on Parquet. */
@NullMarked
package furong.store;

import org.jspecify.annotations.NullMarked;
