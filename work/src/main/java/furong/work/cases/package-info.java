/** Cases over HTTP: lists, one in full with what the caller may do to it, acts, reports, photos. */
@NullMarked
package furong.work.cases;

import org.jspecify.annotations.NullMarked;
