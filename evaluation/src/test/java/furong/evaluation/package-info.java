@NullMarked
package furong.evaluation;

import org.jspecify.annotations.NullMarked;
