@NullMarked
package furong.notify.cap;

import org.jspecify.annotations.NullMarked;
