/** The register of the city over HTTP: divisions, organisations, and both as vector tiles. */
@NullMarked
package furong.serve.city;

import org.jspecify.annotations.NullMarked;
