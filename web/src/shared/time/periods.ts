/** The last twelve months and the years that hold them, newest first. */
export function periodsUntil(today: Date): string[] {
  const months = Array.from({ length: 12 }, (_, i) => {
    const month = new Date(Date.UTC(today.getFullYear(), today.getMonth() - i, 1))
    return month.toISOString().slice(0, 7)
  })
  return [...months, ...new Set(months.map((month) => month.slice(0, 4)))]
}

/** The last day of a year, quarter, month, day or hour: what a period is added up over. */
export function lastDay(period: string): string {
  if (period.length === 4) return period + '-12-31'
  if (period.length > 10) return period.slice(0, 10)
  if (period.includes('Q')) return lastDay(`${period.slice(0, 4)}-${String(Number(period.at(-1)) * 3).padStart(2, '0')}`)
  if (period.length !== 7) return period
  const [year, month] = period.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
