/**
 * Who is at the door: sessions, HTTP Basic, and the one place that decides which doors are open.
 */
@NullMarked
package furong.serve.people;

import org.jspecify.annotations.NullMarked;
