/** Open311 GeoReport v2: reports by programs, in XML and JSON. */
@NullMarked
package furong.work.open311;

import org.jspecify.annotations.NullMarked;
