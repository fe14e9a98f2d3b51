/** Configuration, the data folder and the engines of one running Furong. */
@NullMarked
package furong.app;

import org.jspecify.annotations.NullMarked;
