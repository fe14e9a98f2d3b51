import type { LineageDay } from '@/shared/api/types'

export interface Cell { n: number; day: LineageDay | null }
export interface Month { month: number; cells: (Cell | null)[] }

/** The days of a year in months that begin on Monday; null cells push the first day to its weekday. */
export function calendar(period: string, days: readonly LineageDay[]): Month[] {
  const byDate = new Map(days.map((day) => [day.date, day]))
  const [year, only] = period.split('-').map(Number) as [number, number | undefined]
  const months: Month[] = []
  for (let month = only ?? 1; month <= (only ?? 12); month++) {
    const first = new Date(Date.UTC(year, month - 1, 1))
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
    const cells: (Cell | null)[] = Array.from({ length: (first.getUTCDay() + 6) % 7 }, () => null)
    for (let n = 1; n <= length; n++) cells.push({ n, day: byDate.get(`${year}-${two(month)}-${two(n)}`) ?? null })
    months.push({ month, cells })
  }
  return months
}

const two = (n: number) => String(n).padStart(2, '0')
