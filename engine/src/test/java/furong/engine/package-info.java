@NullMarked
package furong.engine;

import org.jspecify.annotations.NullMarked;
