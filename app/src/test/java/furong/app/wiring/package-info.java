@NullMarked
package furong.app.wiring;

import org.jspecify.annotations.NullMarked;
