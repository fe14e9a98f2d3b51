@NullMarked
package furong.learn;

import org.jspecify.annotations.NullMarked;
