@NullMarked
package furong.store.people;

import org.jspecify.annotations.NullMarked;
