@NullMarked
package furong.people;

import org.jspecify.annotations.NullMarked;
