/** Alerts over HTTP: lists, one in full with its curve, acknowledgement, and activity over time. */
@NullMarked
package furong.serve.alerts;

import org.jspecify.annotations.NullMarked;
