import type { PlanTarget, SeriesPoint, Text } from '@/shared/api/types'

/** Where along a series another rule set begins. */
export function seamsOf(points: readonly SeriesPoint[]): { at: number; set: string }[] {
  const seams: { at: number; set: string }[] = []
  let before: string | null = null
  points.forEach((point, i) => {
    const set = point.ruleSets?.at(-1)
    if (!set) return
    if (before !== null && set !== before) seams.push({ at: i, set })
    before = set
  })
  return seams
}

export const latestWithValue = (points: readonly SeriesPoint[]): string | null => points.filter((p) => p.value !== null).at(-1)?.period ?? null

/** Air quality category of an index value by HJ 633: 1 excellent to 6 hazardous. */
export function aqiClass(aqi: number | null): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  if (aqi === null) return 0
  return aqi <= 50 ? 1 : aqi <= 100 ? 2 : aqi <= 150 ? 3 : aqi <= 200 ? 4 : aqi <= 300 ? 5 : 6
}

export const STEPS = ['year', 'quarter', 'month', 'day', 'hour'] as const
export type Step = (typeof STEPS)[number]

/** 2014 is a year, 2014-Q1 a quarter, 2014-03 a month, 2014-03-09 a day, 2014-03-09T17 an hour. */
export function stepOf(period: string): Step {
  if (period.includes('Q')) return 'quarter'
  return period.length === 4 ? 'year' : period.length === 7 ? 'month' : period.length === 10 ? 'day' : 'hour'
}

const SIGNS: Record<string, string> = { GE: '≥', LE: '≤', ABOUT_MORE: '≈', ABOUT_LESS: '≈' }

/** Whether a figure only stands beside a target: it tells of it and is not what it asks. */
export const isBeside = (target: PlanTarget, id: string): boolean => target.target?.beside?.includes(id) ?? false

/** The targets that are a number, as lines across a chart. */
export const targetLines = (targets: readonly PlanTarget[], words: (text: Text) => string): { at: number; label: string }[] =>
  targets.flatMap((each) => (each.target?.value == null ? [] : [{ at: each.target.value, label: `${words(each.title)} ${SIGNS[each.target.compare ?? ''] ?? ''} ${each.target.value}` }]))

/** A reference interval in words, open to one side or both known; null when no source gives one. */
export function interval(low: number | null | undefined, high: number | null | undefined): string | null {
  if (low !== null && low !== undefined) return high !== null && high !== undefined ? `${low} – ${high}` : `≥ ${low}`
  return high !== null && high !== undefined ? `≤ ${high}` : null
}
