/**
 * The calm of alerts: what belongs together, what keeps what quiet, who is told in which step and
 * over which channel, and who is on duty.
 */
@NullMarked
package furong.notify;

import org.jspecify.annotations.NullMarked;
