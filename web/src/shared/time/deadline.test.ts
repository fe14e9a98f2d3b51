import { describe, expect, it } from 'vitest'
import type { Deadline } from '@/shared/api/types'
import { clockText, exactText, isWorkClock, spanOf, stageBegan, viewDeadline } from './deadline'

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)
const noon: Deadline = { at: '2026-11-24T12:00:00Z', limit: 4, unit: 'urgent-hour', remainingSeconds: 99, overdue: false }

describe('a deadline', () => {
  it('counts down to its end', () => {
    // a stage from 08:00 to 12:00, seen at 11:00: 3 h of 4 used
    expect(viewDeadline(noon, at('08:00:00'), at('11:00:00'))).toEqual({ seconds: 3600, used: 0.75, overdue: false, soon: false })
  })
  it('says "soon" when a fifth is left, not before', () => {
    // a fifth of 4 h is 48 min
    expect(viewDeadline(noon, at('08:00:00'), at('11:12:00')).soon).toBe(true)
    expect(viewDeadline(noon, at('08:00:00'), at('11:11:00')).soon).toBe(false)
  })
  it('says "soon" below an hour when its begin is unknown', () => {
    expect(viewDeadline(noon, null, at('11:00:01'))).toMatchObject({ used: null, soon: true })
    expect(viewDeadline(noon, null, at('11:00:00'))).toMatchObject({ used: null, soon: false })
  })
  it('is overdue after its end and not at it', () => {
    expect(viewDeadline(noon, at('08:00:00'), at('12:00:00')).overdue).toBe(false)
    expect(viewDeadline(noon, at('08:00:00'), at('12:00:01'))).toEqual({ seconds: -1, used: 1, overdue: true, soon: false })
  })
  it('is counted by this clock, not by the seconds of an old answer', () => expect(viewDeadline({ ...noon, remainingSeconds: 5, overdue: false }, null, at('10:00:00')).seconds).toBe(7200))
  it('is known to stand still at night by its unit', () => {
    expect(isWorkClock('work-hour')).toBe(true)
    expect(isWorkClock('urgent-hour')).toBe(false)
    expect(isWorkClock(null)).toBe(false)
  })
  it('began with the step that set it going', () => {
    const steps = [{ at: '2026-11-24T06:00:00Z', deadline: '2026-11-24T07:00:00Z' }, { at: '2026-11-24T08:00:00Z', deadline: noon.at }, { at: '2026-11-24T09:00:00Z', deadline: null }]
    expect(stageBegan(noon, steps)).toBe(at('08:00:00'))
    expect(stageBegan(noon, [])).toBeNull()
    // no step names it: the newest change of state; what an alert did meanwhile changes no state
    const plain = [{ at: '2026-11-24T06:00:00Z', from: 'A', to: 'A' }, { at: '2026-11-24T07:00:00Z', from: 'A', to: 'B' }, { at: '2026-11-24T08:00:00Z', from: 'B', to: 'B' }]
    expect(stageBegan(noon, plain)).toBe(at('07:00:00'))
    expect(stageBegan(noon, plain.slice(0, 1))).toBe(at('06:00:00'))
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
    expect(clockText(86 * 60)).toBe('1:26:00')
    expect(clockText(-59)).toBe('0:00:59')
    expect(clockText(26 * 3600 + 3 * 60)).toBe('26:03:00')
  })
  it('are told to the second', () => {
    const day = (n: number) => `${n} d`
    // 93784 s = 86400 + 2 h + 3 min + 4 s
    expect(exactText(93_784, day)).toBe('1 d 2:03:04')
    expect(exactText(-86_399, day)).toBe('23:59:59')
    expect(exactText(86_400, day)).toBe('1 d 0:00:00')
  })
})
