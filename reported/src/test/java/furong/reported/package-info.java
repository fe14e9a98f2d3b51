@NullMarked
package furong.reported;

import org.jspecify.annotations.NullMarked;
