/** A rectangle in parts of a picture's width and height, from the upper left corner. */
export interface Mark { x: number; y: number; width: number; height: number }
export interface Point { x: number; y: number }

/** Below a hundredth of the picture a drag is a slip of the finger. */
const LEAST = 0.01
/** One press of an arrow key. */
const STEP = 0.01
const within = (value: number, most = 1) => Math.min(most, Math.max(0, value))
/** A ten-thousandth: finer than a pixel of what is published. */
const round = (value: number) => Math.round(value * 10_000) / 10_000

/** Where a pointer stands in the picture, in parts of it; beyond its edge counts as on it. */
export function pointIn(box: { left: number; top: number; width: number; height: number }, at: { clientX: number; clientY: number }): Point {
  return { x: within((at.clientX - box.left) / box.width), y: within((at.clientY - box.top) / box.height) }
}

/** The mark between two corners, whichever way it was drawn; none when it is too small to be meant. */
export function between(from: Point, to: Point): Mark | null {
  const mark = { x: round(Math.min(from.x, to.x)), y: round(Math.min(from.y, to.y)), width: round(Math.abs(from.x - to.x)), height: round(Math.abs(from.y - to.y)) }
  return mark.width < LEAST || mark.height < LEAST ? null : mark
}

/** The mark after an arrow key: it moves, with shift its lower right corner does; null for any other key. */
export function nudge(mark: Mark, key: string, shift: boolean): Mark | null {
  const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[key]
  if (!step) return null
  const [dx, dy] = step as [number, number]
  if (shift) return { ...mark, width: round(Math.max(LEAST, within(mark.width + dx, 1 - mark.x))), height: round(Math.max(LEAST, within(mark.height + dy, 1 - mark.y))) }
  return { ...mark, x: round(within(mark.x + dx, 1 - mark.width)), y: round(within(mark.y + dy, 1 - mark.height)) }
}
