/**
 * Cases: one matter each, from acceptance to closing. What may happen in which state is a table
 * ({@link furong.cases.Lifecycle}); alerts and people's reports enter here.
 */
@NullMarked
package furong.cases;

import org.jspecify.annotations.NullMarked;
