import type { LineageDay } from '@/shared/api/types'

export interface Cell { n: number; day: LineageDay | null }
export interface Month { month: number; cells: (Cell | null)[] }

/** The days of a year, quarter or month in months that begin on Monday; null cells push the first day to its weekday. */
export function calendar(period: string, days: readonly LineageDay[]): Month[] {
  const byDate = new Map(days.map((day) => [day.date, day]))
  const [year, rest] = [Number(period.slice(0, 4)), period.slice(5)]
  const quarter = rest.startsWith('Q') ? Number(rest.slice(1)) : 0
  const [first, last] = quarter ? [quarter * 3 - 2, quarter * 3] : rest ? [Number(rest.slice(0, 2)), Number(rest.slice(0, 2))] : [1, 12]
  const months: Month[] = []
  for (let month = first; month <= last; month++) {
    const begin = new Date(Date.UTC(year, month - 1, 1))
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
    const cells: (Cell | null)[] = Array.from({ length: (begin.getUTCDay() + 6) % 7 }, () => null)
    for (let n = 1; n <= length; n++) cells.push({ n, day: byDate.get(`${year}-${two(month)}-${two(n)}`) ?? null })
    months.push({ month, cells })
  }
  return months
}

const two = (n: number) => String(n).padStart(2, '0')
