@NullMarked
package furong.app;

import org.jspecify.annotations.NullMarked;
