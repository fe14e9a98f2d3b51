import { afterEach, expect, it } from 'vitest'
import { dateMinute, dateTime, day, near, setZone } from './zone'

afterEach(() => setZone('Asia/Shanghai'))

it('shows times in the city\'s zone', () => {
  expect(dateTime('2026-11-23T15:14:05Z')).toBe('2026-11-23 23:14:05')
  setZone('UTC')
  expect(dateMinute('2026-11-23T15:14:05Z')).toBe('2026-11-23 15:14')
})
it('begins the day at the city\'s midnight', () => {
  expect(day('2026-11-23T15:59:59Z')).toBe('2026-11-23')
  expect(day('2026-11-23T16:00:00Z')).toBe('2026-11-24')
})
it('leaves the date out on the same day only', () => {
  const now = Date.parse('2026-11-24T03:00:00Z')
  expect(near('2026-11-24T01:02:03Z', now)).toBe('09:02:03')
  expect(near('2026-11-23T01:02:03Z', now)).toBe('11-23 09:02')
})
it('shows nothing for nothing', () => {
  expect(dateTime(null)).toBe('')
  expect(dateTime('not a time')).toBe('')
})
