/**
 * Figures that no data feed gives: asked once by a form, reported by divisions, approved level by
 * level, locked, and changed later only with a reason. And indicators that are formulas over them,
 * over other indicators, and over what is counted.
 */
@NullMarked
package furong.reported;

import org.jspecify.annotations.NullMarked;
