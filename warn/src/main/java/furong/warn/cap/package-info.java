/** CAP 1.2 over HTTP: our alerts as a signed feed, and the door for the warnings of others. */
@NullMarked
package furong.warn.cap;

import org.jspecify.annotations.NullMarked;
