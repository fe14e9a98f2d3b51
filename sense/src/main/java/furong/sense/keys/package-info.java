/** Keys of devices: made, shown once, revoked by administrators; judged for every write. */
@NullMarked
package furong.sense.keys;

import org.jspecify.annotations.NullMarked;
