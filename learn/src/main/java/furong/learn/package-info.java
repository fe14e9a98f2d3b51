/** What the city learns from its own cases: which kind of matter the words of a report speak of. */
@NullMarked
package furong.learn;

import org.jspecify.annotations.NullMarked;
