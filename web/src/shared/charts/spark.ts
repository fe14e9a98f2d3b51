export interface Spark { path: string; last: { x: number; y: number } | null }

/** Breaks of more than this many ordinary steps are drawn as gaps: a silent hour must not look like a steady one. */
const GAP_STEPS = 4

/** A line through (time, value) points in a box of the given size; time is drawn true to scale. */
export function spark(points: readonly (readonly [number, number | null])[], width: number, height: number): Spark {
  const clean = points.filter((p): p is readonly [number, number] => p[1] !== null && Number.isFinite(p[1]))
  if (clean.length < 2) return { path: '', last: null }
  const times = clean.map((p) => p[0])
  const values = clean.map((p) => p[1])
  const t0 = times[0]!
  const span = Math.max(1, times[times.length - 1]! - t0)
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  const steps = times.slice(1).map((t, i) => t - times[i]!).sort((a, b) => a - b)
  const usual = steps[Math.floor(steps.length / 2)]!
  const at = (i: number) => ({ x: ((times[i]! - t0) / span) * width, y: range === 0 ? height / 2 : height - ((values[i]! - low) / range) * height })
  let path = ''
  for (let i = 0; i < clean.length; i++) {
    const { x, y } = at(i)
    const gap = i === 0 || times[i]! - times[i - 1]! > usual * GAP_STEPS
    path += `${gap ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
  }
  return { path, last: at(clean.length - 1) }
}
