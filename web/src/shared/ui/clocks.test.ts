import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '@/shared/i18n'
import type { Deadline, PausedClock } from '@/shared/api/types'
import DeadlineBar from './DeadlineBar.vue'
import PausedBar from './PausedBar.vue'

const noon: Deadline = { at: '2026-11-24T12:00:00Z', limit: 4, unit: 'urgent-hour', remainingSeconds: 0, overdue: false }
const rests: PausedClock = { limit: 2, unit: 'work-day', unitTitle: { zh: '工作日', en: 'working day' }, remainingSeconds: 52_391 }
const text = (component: typeof DeadlineBar | typeof PausedBar, props: object) => mount(component as typeof DeadlineBar, { props: props as never, global: { plugins: [i18n] } }).text()

describe('the time that is left', () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-24T09:59:01Z') }))
  afterEach(() => vi.useRealTimers())

  it('is told to the second in lists and on the page', () => {
    // 12:00:00 - 09:59:01 = 2 h 0 min 59 s
    expect(text(DeadlineBar, { deadline: noon, compact: true })).toContain('2:00:59')
    expect(text(DeadlineBar, { deadline: noon })).toContain('2:00:59')
  })
  it('stands still while the case rests, in counted hours and not in days of the wall clock', () => {
    // 52,391 s of working time = 14 h 33 min 11 s, of two days of 8 hours
    expect(text(PausedBar, { paused: rests })).toContain('14:33:11')
    expect(text(PausedBar, { paused: { ...rests, remainingSeconds: -61 }, compact: true })).toContain('0:01:01')
  })
})
