import type { EvaluationLine, Rate } from '@/shared/api/types'

/** What a table of rates is sorted by: a rate, or the score. */
export const SCORE = 'score'

/** 0.9372 -> "93.72 %"; a rate with nothing to divide by has no value, which is not zero. */
export const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(2)} %`)

/** As the published scores are written. */
export const points = (score: number | null): string => (score === null ? '–' : score.toFixed(2))

/** What the table shows of it in that column; nothing for who has none. */
export const shownOf = (line: EvaluationLine, by: string): string | null => {
  const value = valueOf(line, by)
  return value === null ? null : by === SCORE ? points(value) : percent(value)
}

/** What a line is ranked by; who has none has no rank. */
export const valueOf = (line: EvaluationLine, by: string): number | null => (by === SCORE ? line.score : (line.rates[by]?.value ?? null))

/** The best first; who has nothing to divide by comes last. Equal values keep the order of their keys. */
export function ranked(lines: readonly EvaluationLine[], by: string, rates: readonly Rate[]): EvaluationLine[] {
  const higher = by === SCORE || (rates.find((rate) => rate.code === by)?.higherIsBetter ?? true)
  return [...lines].sort((a, b) => {
    const [x, y] = [valueOf(a, by), valueOf(b, by)]
    if (x === null || y === null) return x === y ? a.key.localeCompare(b.key) : x === null ? 1 : -1
    return x === y ? a.key.localeCompare(b.key) : (higher ? y - x : x - y)
  })
}

/** By their keys: months of a period. */
export const inOrder = (lines: readonly EvaluationLine[]): EvaluationLine[] => [...lines].sort((a, b) => a.key.localeCompare(b.key))

/** 2026-12 -> 2027-01-01, the day after the month's last. */
export function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
}

/** How a value stands against the one before, in points with one decimal place; nothing when either is missing. */
export interface Change { text: string; mood: 'better' | 'worse' | 'same' }
export function change(now: number | null, before: number | null, higherIsBetter: boolean, scale = 100): Change | null {
  if (now === null || before === null) return null
  const points = Math.round((now - before) * scale * 10) / 10
  if (points === 0) return { text: '＝', mood: 'same' }
  return { text: `${points > 0 ? '↑' : '↓'} ${Math.abs(points).toFixed(1)}`, mood: points > 0 === higherIsBetter ? 'better' : 'worse' }
}
