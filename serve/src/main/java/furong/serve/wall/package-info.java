/**
 * The wall door: what the big screens of an operations room show, where no person is named, and the
 * keys of the screens.
 */
@NullMarked
package furong.serve.wall;

import org.jspecify.annotations.NullMarked;
