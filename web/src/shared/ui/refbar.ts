import type { Reference } from '@/shared/api/types'

/** Where things stand on a reference-interval bar, in percent of its width. */
export interface RefBarView {
  band: { from: number; to: number }
  /** Null when there is no value. */
  mark: number | null
  inside: boolean | null
  /** The value lies beyond the end of the scale; the mark stands at the end. */
  clipped: 'low' | 'high' | null
}

/** Free room beside the interval, as a part of its width: a value half an interval outside is still on the scale. */
const MARGIN = 0.75

/**
 * The scale runs from a margin below the interval to a margin above it; an interval open below starts at 0 (no vital
 * sign here goes below it unless its value does), one open above ends a margin above its lower end. Null without an interval.
 */
export function viewRefBar(value: number | null, reference: Reference | null): RefBarView | null {
  if (!reference || (reference.low === null && reference.high === null)) return null
  const floor = Math.min(0, value ?? 0)
  const low = reference.low ?? floor
  const high = reference.high ?? Math.max(low * 2, value ?? 0, low + 1)
  const span = Math.max(high - low, Math.abs(high) * 0.05, 1e-9)
  const from = reference.low === null || reference.low === 0 ? low : low - span * MARGIN
  const to = reference.high === null ? high : high + span * MARGIN
  const place = (x: number) => ((x - from) / (to - from)) * 100
  const clamp = (p: number) => Math.min(100, Math.max(0, p))
  const mark = value === null ? null : place(value)
  return {
    band: { from: clamp(place(low)), to: clamp(place(high)) },
    mark: mark === null ? null : clamp(mark),
    inside: value === null ? null : (reference.low === null || value >= reference.low) && (reference.high === null || value <= reference.high),
    clipped: mark === null ? null : mark < 0 ? 'low' : mark > 100 ? 'high' : null,
  }
}
