import { expect, it } from 'vitest'
import type { CaseSummary } from '@/shared/api/types'
import { byDeadline, keepTasks, keptTasks } from './tasks'

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
