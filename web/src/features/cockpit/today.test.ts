import { expect, it } from 'vitest'
import type { CaseSummary } from '@/shared/api/types'
import { hoursOfDay } from './today'

const made = (openedAt: string, closedAt: string | null = null) => ({ openedAt, closedAt }) as CaseSummary
// 10:30 in Shanghai
const now = Date.parse('2026-11-24T02:30:00Z')

it('counts by the hours of the city\'s day, up to now', () => {
  const hours = hoursOfDay([made('2026-11-24T01:10:00Z'), made('2026-11-24T01:50:00Z', '2026-11-24T02:05:00Z')], now)
  expect(hours).toHaveLength(11)
  expect(hours[9]).toEqual({ hour: '09', accepted: 2, closed: 0 })
  expect(hours[10]).toEqual({ hour: '10', accepted: 0, closed: 1 })
})
it('leaves yesterday out, but counts what yesterday opened and today closed', () => {
  const hours = hoursOfDay([made('2026-11-23T15:59:00Z', '2026-11-23T16:01:00Z')], now)
  expect(hours.reduce((n, h) => n + h.accepted, 0)).toBe(0)
  expect(hours[0]!.closed).toBe(1)
})
