import { describe, expect, it } from 'vitest'
import { bars, hourMarks, momentAt } from './scrub'

const HOUR = 3_600_000
describe('the time bar', () => {
  it('means live at its right end and the moment elsewhere, to the minute', () => {
    expect(momentAt(1, 0, 24 * HOUR)).toBeNull()
    expect(momentAt(0.5, 0, 24 * HOUR)).toBe(12 * HOUR)
    expect(momentAt(-3, 0, 24 * HOUR)).toBe(0)
    expect(momentAt(0.25, 31_000, 24 * HOUR + 31_000)! % 60_000).toBe(0)
  })
  it('draws the step with most alerts full and a quiet one as a sliver', () => {
    const [quiet, loud] = bars([{ t: 0, opened: 0, open: 0, worst: null }, { t: HOUR, opened: 8, open: 8, worst: 2 }], 0, 2 * HOUR)
    expect(quiet).toMatchObject({ height: 4, worst: null, x: 0 })
    expect(loud).toMatchObject({ height: 100, worst: 2, x: 500 })
  })
  it('marks the hours of the city\'s clock', () => {
    const shanghai = (ms: number) => (new Date(ms).getUTCHours() + 8) % 24
    expect(hourMarks(0, 12 * HOUR, shanghai, 6)).toEqual([4 * HOUR, 10 * HOUR])
  })
})
