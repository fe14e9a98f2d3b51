@NullMarked
package furong.store.plan;

import org.jspecify.annotations.NullMarked;
