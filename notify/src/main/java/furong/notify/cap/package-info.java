/**
 * CAP 1.2 (OASIS Common Alerting Protocol): our alerts go out as signed messages, warnings of
 * others come in, are checked, kept as theirs, followed through update and cancel, and open cases.
 */
@NullMarked
package furong.notify.cap;

import org.jspecify.annotations.NullMarked;
