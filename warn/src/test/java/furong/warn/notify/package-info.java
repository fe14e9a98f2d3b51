@NullMarked
package furong.warn.notify;

import org.jspecify.annotations.NullMarked;
