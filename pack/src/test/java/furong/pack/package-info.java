@NullMarked
package furong.pack;

import org.jspecify.annotations.NullMarked;
