/**
 * The live door: one stream of server-sent events per browser; a snapshot, then what changes, after
 * it is committed.
 */
@NullMarked
package furong.serve.live;

import org.jspecify.annotations.NullMarked;
