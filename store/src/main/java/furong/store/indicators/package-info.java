/** Day statistics, indicator values and vital signs in PostgreSQL. */
@NullMarked
package furong.store.indicators;

import org.jspecify.annotations.NullMarked;
