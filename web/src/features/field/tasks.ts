import type { CaseSummary } from '@/shared/api/types'

/** The least time left first; tasks without a deadline last, the oldest of them first. */
export function byDeadline(tasks: readonly CaseSummary[]): CaseSummary[] {
  const end = (task: CaseSummary) => (task.deadline ? Date.parse(task.deadline.at) : Number.POSITIVE_INFINITY)
  return [...tasks].sort((a, b) => {
    const [x, y] = [end(a), end(b)]
    return x === y ? a.openedAt.localeCompare(b.openedAt) : x - y
  })
}

export interface Kept { at: number; items: CaseSummary[] }
const KEY = 'furong.field.tasks'

/** The last task list, so that a worker without a network still sees where to go. */
export function keptTasks(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null
    return kept && Array.isArray(kept.items) ? kept : null
  } catch {
    return null
  }
}

export function keepTasks(items: CaseSummary[]): Kept {
  const kept = { at: Date.now(), items }
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // A full or closed store: the list lasts for this page.
  }
  return kept
}
