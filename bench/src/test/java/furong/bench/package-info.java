@NullMarked
package furong.bench;

import org.jspecify.annotations.NullMarked;
