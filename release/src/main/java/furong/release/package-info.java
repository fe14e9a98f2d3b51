/**
 * Versions of packs in a running city: proposed by one person, released by another, kept for good.
 */
@NullMarked
package furong.release;

import org.jspecify.annotations.NullMarked;
