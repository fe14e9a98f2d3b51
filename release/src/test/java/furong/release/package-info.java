@NullMarked
package furong.release;

import org.jspecify.annotations.NullMarked;
