/** Reported figures, values of formulas and what they count, in PostgreSQL. */
@NullMarked
package furong.store.reported;

import org.jspecify.annotations.NullMarked;
