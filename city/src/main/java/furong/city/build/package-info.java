/** Builds the generated part of a city profile from public registers. Nothing imports it. */
@NullMarked
package furong.city.build;

import org.jspecify.annotations.NullMarked;
