/**
 * Reports that come as files - the hotline's export, another city's requests - through the doors.
 */
@NullMarked
package furong.app.reports;

import org.jspecify.annotations.NullMarked;
