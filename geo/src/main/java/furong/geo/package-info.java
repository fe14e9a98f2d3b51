/** Where things are: coordinates, areas that tile, a spatial index, vector tiles. */
@NullMarked
package furong.geo;

import org.jspecify.annotations.NullMarked;
