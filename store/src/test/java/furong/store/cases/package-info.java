@NullMarked
package furong.store.cases;

import org.jspecify.annotations.NullMarked;
