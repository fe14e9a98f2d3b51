import type { Alert, Level, Vital } from '@/shared/api/types'

/** One reason, as numbers that the page puts in words; the signs that it speaks of are named. */
export interface Reason { code: 'alerts' | 'muted' | 'outside' | 'inside' | 'unknown' | 'noReference'; n: number; of: number; signs: readonly Vital[] }
export interface Overall { code: 'ALERT' | 'OUTSIDE' | 'CALM' | 'CANNOT_SAY'; level: Level | null; because: Reason[] }

/**
 * How a division is on the whole: the gravest thing that stands on this screen, never an average of things.
 *
 *     an open alert that is not muted      -> ALERT, its level
 *     else a sign outside its interval     -> OUTSIDE
 *     else no sign with value and interval -> CANNOT_SAY
 *     else                                 -> CALM
 *
 * Every reason is a count of what can be seen beside it; what is not known is said, and counts as neither.
 */
export function overallOf(vitals: readonly Vital[], alerts: readonly Alert[]): Overall {
  const open = alerts.filter((a) => a.state === 'OPEN')
  const loud = open.filter((a) => !a.muted)
  const known = vitals.filter((v) => v.value !== null)
  const judged = known.filter((v) => v.reference && (v.reference.low !== null || v.reference.high !== null))
  const outside = judged.filter((v) => v.level !== null)
  const inside = judged.filter((v) => v.level === null)
  const unknown = vitals.filter((v) => v.value === null)
  const free = known.filter((v) => !judged.includes(v))
  const because: Reason[] = [
    { code: 'alerts', n: loud.length, of: open.length, signs: [] },
    { code: 'muted', n: open.length - loud.length, of: open.length, signs: [] },
    { code: 'outside', n: outside.length, of: vitals.length, signs: outside },
    { code: 'inside', n: inside.length, of: vitals.length, signs: inside },
    { code: 'unknown', n: unknown.length, of: vitals.length, signs: unknown },
    { code: 'noReference', n: free.length, of: vitals.length, signs: free },
  ]
  const said = because.filter((reason) => reason.n > 0)
  if (loud.length > 0) return { code: 'ALERT', level: Math.min(...loud.map((a) => a.level)) as Level, because: said }
  if (outside.length > 0) return { code: 'OUTSIDE', level: null, because: said }
  return { code: judged.length > 0 ? 'CALM' : 'CANNOT_SAY', level: null, because: said }
}
