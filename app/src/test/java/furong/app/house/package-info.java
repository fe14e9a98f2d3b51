/** The rules of the house as tests: arrows, loops, sizes, words. */
@NullMarked
package furong.app.house;

import org.jspecify.annotations.NullMarked;
