/**
 * From observations to alerts and vital signs: a pure function of one shard's log. It knows no
 * clock, no database and no thread; whoever calls it keeps the {@link furong.detect.ShardState} and
 * carries the {@link furong.detect.Effects} away.
 */
@NullMarked
package furong.detect;

import org.jspecify.annotations.NullMarked;
