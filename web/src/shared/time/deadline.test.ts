import { describe, expect, it } from 'vitest'
import type { Deadline } from '@/shared/api/types'
import { clockText, isWorkClock, spanOf, viewDeadline } from './deadline'

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)
const calendar = (limit: number): Deadline => ({ at: '2026-11-24T12:00:00Z', limit, unit: 'HOUR', remainingSeconds: 99, overdue: false })

describe('a limit in calendar time', () => {
  it('counts down to its end', () => {
    // 4 h limit, 1 h before the end: 3 h of 4 used
    expect(viewDeadline(calendar(4), at('10:00:00'), at('11:00:00'))).toEqual({ seconds: 3600, used: 0.75, overdue: false, soon: false })
  })
  it('says "soon" when a fifth is left, not before', () => {
    // a fifth of 4 h is 48 min
    expect(viewDeadline(calendar(4), 0, at('11:12:00')).soon).toBe(true)
    expect(viewDeadline(calendar(4), 0, at('11:11:00')).soon).toBe(false)
  })
  it('is overdue after its end and not at it', () => {
    expect(viewDeadline(calendar(4), 0, at('12:00:00')).overdue).toBe(false)
    const late = viewDeadline(calendar(4), 0, at('12:00:01'))
    expect(late).toEqual({ seconds: -1, used: 1, overdue: true, soon: false })
  })
  it('tells no used part when the length is unknown', () => expect(viewDeadline({ ...calendar(4), limit: null }, 0, at('11:00:00')).used).toBeNull())
})

describe('a limit in work time', () => {
  const work: Deadline = { at: '2026-11-25T02:00:00Z', limit: 4, unit: 'WORK_HOUR', remainingSeconds: 7200, overdue: false }
  it('stands as the server said, since only it knows the work calendar', () => {
    // the night lies between: 16 h of calendar time, 2 h of work time
    expect(viewDeadline(work, at('10:00:00'), at('10:30:00'))).toMatchObject({ seconds: 7200, used: 0.5, overdue: false })
  })
  it('never shows more than the calendar allows', () => expect(viewDeadline(work, at('10:00:00'), Date.parse('2026-11-25T01:30:00Z')).seconds).toBe(1800))
  it('is overdue past its end even without a new answer', () => expect(viewDeadline(work, at('10:00:00'), Date.parse('2026-11-25T02:10:00Z'))).toMatchObject({ seconds: -600, overdue: true }))
  it('counts on from what the server said once it is late', () => expect(viewDeadline({ ...work, remainingSeconds: -60, overdue: true }, at('10:00:00'), at('10:01:00')).seconds).toBe(-120))
  it('is known by its unit', () => {
    expect(isWorkClock('WORK_DAY')).toBe(true)
    expect(isWorkClock('HOUR')).toBe(false)
    expect(isWorkClock(null)).toBe(false)
  })
})

describe('spans', () => {
  it('are told in the largest fitting unit', () => {
    expect(spanOf(93_784)).toEqual({ n: 1, unit: 'day' })
    expect(spanOf(-7300)).toEqual({ n: 2, unit: 'hour' })
    expect(spanOf(90)).toEqual({ n: 1, unit: 'minute' })
    expect(spanOf(0)).toEqual({ n: 0, unit: 'second' })
  })
  it('are shown on a clock', () => {
    expect(clockText(86 * 60)).toBe('01:26')
    expect(clockText(-59)).toBe('00:59')
    expect(clockText(26 * 3600 + 3 * 60)).toBe('26:03')
  })
})
