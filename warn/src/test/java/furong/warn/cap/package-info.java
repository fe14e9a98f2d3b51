@NullMarked
package furong.warn.cap;

import org.jspecify.annotations.NullMarked;
