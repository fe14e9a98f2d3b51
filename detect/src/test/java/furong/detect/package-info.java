@NullMarked
package furong.detect;

import org.jspecify.annotations.NullMarked;
