/** HTTP: every door of the house. Each door is a leaf package; what they share stands here. */
@NullMarked
package furong.serve;

import org.jspecify.annotations.NullMarked;
