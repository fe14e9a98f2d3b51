@NullMarked
package furong.plan;

import org.jspecify.annotations.NullMarked;
