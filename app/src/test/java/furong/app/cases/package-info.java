/** The loop of people over HTTP, on a real PostgreSQL. */
@NullMarked
package furong.app.cases;

import org.jspecify.annotations.NullMarked;
