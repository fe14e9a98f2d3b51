/** What the doors of case work have together; the doors themselves are the packages below. */
@NullMarked
package furong.work;

import org.jspecify.annotations.NullMarked;
