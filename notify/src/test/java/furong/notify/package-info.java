@NullMarked
package furong.notify;

import org.jspecify.annotations.NullMarked;
