@NullMarked
package furong.store.reported;

import org.jspecify.annotations.NullMarked;
