/**
 * Datastreams by the hundred thousand: a file is taken, worked through in batches, accounted for.
 */
@NullMarked
package furong.sense.register;

import org.jspecify.annotations.NullMarked;
