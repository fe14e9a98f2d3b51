/** The door of what the city has learnt from its cases: kinds proposed for words, never applied. */
@NullMarked
package furong.work.words;

import org.jspecify.annotations.NullMarked;
