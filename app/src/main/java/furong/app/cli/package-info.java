/** The commands of {@code furong} and where the program begins. */
@NullMarked
package furong.app.cli;

import org.jspecify.annotations.NullMarked;
