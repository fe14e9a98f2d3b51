/** The hotline's table (12345): columns become reports, each row by itself. */
@NullMarked
package furong.work.hotline;

import org.jspecify.annotations.NullMarked;
