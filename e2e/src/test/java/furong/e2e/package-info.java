/** The city used as its people use it: a real process, a real browser, the public doors. */
@NullMarked
package furong.e2e;

import org.jspecify.annotations.NullMarked;
