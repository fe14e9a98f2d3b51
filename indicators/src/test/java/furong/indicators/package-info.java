@NullMarked
package furong.indicators;

import org.jspecify.annotations.NullMarked;
