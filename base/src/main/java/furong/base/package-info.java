/**
 * The ground floor: values that every stage speaks in. Nothing here knows a city, a sensor or a
 * database.
 */
@NullMarked
package furong.base;

import org.jspecify.annotations.NullMarked;
