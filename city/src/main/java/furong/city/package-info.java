/** The register of a city: its divisions, organisations, functional areas and calendar, as data. */
@NullMarked
package furong.city;

import org.jspecify.annotations.NullMarked;
