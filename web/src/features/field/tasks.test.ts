import { expect, it } from 'vitest'
import type { CaseSummary } from '@/shared/api/types'
import { byDeadline, byDistance, keepKinds, keepTasks, keptKinds, keptTasks, metres } from './tasks'

const task = (id: string, openedAt: string, end: string | null) => ({ id, openedAt, deadline: end ? { at: end, limit: 1, unit: 'HOUR', remainingSeconds: 0, overdue: false } : null }) as CaseSummary

it('puts the least time left first and tasks without a deadline last', () => {
  const tasks = [task('late', '2026-01-02', '2026-02-02T00:00:00Z'), task('none', '2026-01-01', null), task('soon', '2026-01-03', '2026-02-01T00:00:00Z'), task('older', '2025-01-01', null)]
  expect(byDeadline(tasks).map((t) => t.id)).toEqual(['soon', 'late', 'older', 'none'])
})
it('keeps the list for a time without a network', () => {
  keepTasks([task('a', '2026-01-02', null)])
  expect(keptTasks()!.items.map((t) => t.id)).toEqual(['a'])
  localStorage.setItem('furong.field.tasks', 'broken')
  expect(keptTasks()).toBeNull()
})
it('puts the nearest first when the telephone knows where it is, and what has no place last', () => {
  const at = (id: string, lng: number | null) => ({ ...task(id, '2026-01-01', null), location: lng === null ? null : [lng, 30.5] }) as CaseSummary
  expect(byDistance([at('nowhere', null), at('far', 104.3), at('near', 104.21)], [104.2, 30.5]).map((t) => t.id)).toEqual(['near', 'far', 'nowhere'])
  // 0.001 degrees of longitude at 30.5 north: 6,371,009 m x 0.001 x pi / 180 x cos 30.5 = 95.8 m
  expect(metres([104.2, 30.5], [104.201, 30.5])).toBeCloseTo(95.8, 1)
})
it('keeps the kinds of matters for a time without a network', () => {
  keepKinds([{ code: 'event-0113', title: { zh: '道路破损', en: 'Road damage' } }])
  expect(keptKinds().map((k) => k.code)).toEqual(['event-0113'])
})
