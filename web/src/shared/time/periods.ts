/** The last twelve months and the years that hold them, newest first. */
export function periodsUntil(today: Date): string[] {
  const months = Array.from({ length: 12 }, (_, i) => {
    const month = new Date(Date.UTC(today.getFullYear(), today.getMonth() - i, 1))
    return month.toISOString().slice(0, 7)
  })
  return [...months, ...new Set(months.map((month) => month.slice(0, 4)))]
}
