@NullMarked
package furong.cases;

import org.jspecify.annotations.NullMarked;
