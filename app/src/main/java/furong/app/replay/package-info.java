/**
 * Recorded data on its way in: a file is read by a mapping, its rows become samples, and the
 * samples go through the public HTTP interface like those of any device.
 */
@NullMarked
package furong.app.replay;

import org.jspecify.annotations.NullMarked;
