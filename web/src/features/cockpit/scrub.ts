import type { ActivityStep, Level } from '@/shared/api/types'

export interface Bar { x: number; width: number; height: number; worst: Level | null; t: number }

const ms = (t: string | number) => (typeof t === 'number' ? t : Date.parse(t))

/** The histogram in a box of 1000 x 100: height by the alerts opened in a step, at least a sliver for the steps without. */
export function bars(steps: readonly ActivityStep[], from: number, to: number): Bar[] {
  const most = Math.max(1, ...steps.map((s) => s.opened))
  const width = steps.length > 1 ? ((ms(steps[1]!.t) - ms(steps[0]!.t)) / (to - from)) * 1000 : 10
  return steps.map((s) => ({
    t: ms(s.t),
    x: ((ms(s.t) - from) / (to - from)) * 1000,
    width: Math.max(1, width - 2),
    height: s.opened === 0 ? 4 : 12 + (s.opened / most) * 88,
    worst: s.opened > 0 ? s.worst : null,
  }))
}

/** Minutes are fine enough to point at, and make short addresses. */
const SNAP_MS = 60_000
/** Pointing within this of the right end means now. */
const NOW_MS = 5 * 60_000

/** The moment at a part (0..1) of the bar; null = live. */
export function momentAt(part: number, from: number, to: number): number | null {
  const t = from + Math.min(1, Math.max(0, part)) * (to - from)
  return to - t < NOW_MS ? null : Math.round(t / SNAP_MS) * SNAP_MS
}

/** Full hours inside the range at which a label stands, every `every` hours of the city's clock. */
export function hourMarks(from: number, to: number, hourOf: (ms: number) => number, every: number): number[] {
  const marks: number[] = []
  for (let t = Math.ceil(from / 3_600_000) * 3_600_000; t <= to; t += 3_600_000) if (hourOf(t) % every === 0) marks.push(t)
  return marks
}
