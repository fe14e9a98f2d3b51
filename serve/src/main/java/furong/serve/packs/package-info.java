/** The scene packs over HTTP: what this city watches for, by which numbers and why. */
@NullMarked
package furong.serve.packs;

import org.jspecify.annotations.NullMarked;
