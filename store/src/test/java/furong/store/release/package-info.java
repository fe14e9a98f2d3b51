@NullMarked
package furong.store.release;

import org.jspecify.annotations.NullMarked;
