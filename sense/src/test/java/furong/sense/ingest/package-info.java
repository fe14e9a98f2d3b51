@NullMarked
package furong.sense.ingest;

import org.jspecify.annotations.NullMarked;
