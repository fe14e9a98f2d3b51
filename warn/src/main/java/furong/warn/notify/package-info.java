/** Silences and groups, the roster and the duty log, inboxes and webhooks over HTTP; mail out. */
@NullMarked
package furong.warn.notify;

import org.jspecify.annotations.NullMarked;
