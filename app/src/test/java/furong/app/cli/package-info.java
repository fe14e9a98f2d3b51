@NullMarked
package furong.app.cli;

import org.jspecify.annotations.NullMarked;
