@NullMarked
package furong.app.replay;

import org.jspecify.annotations.NullMarked;
