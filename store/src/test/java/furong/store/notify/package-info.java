@NullMarked
package furong.store.notify;

import org.jspecify.annotations.NullMarked;
