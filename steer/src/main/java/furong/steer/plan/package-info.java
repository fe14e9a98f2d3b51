/** The plan and its months of dispatch over HTTP. */
@NullMarked
package furong.steer.plan;

import org.jspecify.annotations.NullMarked;
