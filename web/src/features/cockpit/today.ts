import type { CaseSummary } from '@/shared/api/types'
import type { HourCount } from '@/shared/charts/options'
import { day, minute } from '@/shared/time/zone'

/** Cases accepted and closed by the hours of the city's day in which `now` lies, up to that hour. */
export function hoursOfDay(cases: readonly CaseSummary[], now: number): HourCount[] {
  const today = day(now)
  const last = Number(minute(now).slice(0, 2))
  const hours = Array.from({ length: last + 1 }, (_, h): HourCount => ({ hour: String(h).padStart(2, '0'), accepted: 0, closed: 0 }))
  for (const item of cases) {
    if (day(item.openedAt) === today) bump(hours, item.openedAt, 'accepted')
    if (item.closedAt && day(item.closedAt) === today) bump(hours, item.closedAt, 'closed')
  }
  return hours
}

function bump(hours: HourCount[], at: string, what: 'accepted' | 'closed'): void {
  const hour = hours[Number(minute(at).slice(0, 2))]
  if (hour) hour[what]++
}
