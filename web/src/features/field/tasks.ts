import type { CaseSummary, Condition, LngLat } from '@/shared/api/types'

/** The least time left first; tasks without a deadline last, the oldest of them first. */
export function byDeadline(tasks: readonly CaseSummary[]): CaseSummary[] {
  const end = (task: CaseSummary) => (task.deadline ? Date.parse(task.deadline.at) : Number.POSITIVE_INFINITY)
  return [...tasks].sort((a, b) => {
    const [x, y] = [end(a), end(b)]
    return x === y ? a.openedAt.localeCompare(b.openedAt) : x - y
  })
}

/** Metres over the ground between two places of one city. */
export function metres([lng, lat]: LngLat, [toLng, toLat]: LngLat): number {
  const rad = Math.PI / 180
  return 6_371_009 * Math.hypot((toLat - lat) * rad, (toLng - lng) * rad * Math.cos(((lat + toLat) / 2) * rad))
}

export const distance = (task: CaseSummary, here: LngLat) => (task.location ? metres(here, task.location) : Number.POSITIVE_INFINITY)

/** The nearest first; tasks without a place last, by their deadlines. */
export function byDistance(tasks: readonly CaseSummary[], here: LngLat): CaseSummary[] {
  return byDeadline(tasks).sort((a, b) => {
    const [x, y] = [distance(a, here), distance(b, here)]
    return x === y ? 0 : x - y
  })
}

export type Order = 'deadline' | 'distance'
const ORDER = 'furong.field.order'

/** How this worker likes the list; by deadline at first. */
export function keptOrder(): Order {
  try {
    return localStorage.getItem(ORDER) === 'distance' ? 'distance' : 'deadline'
  } catch {
    return 'deadline'
  }
}

export function keepOrder(order: Order): void {
  try {
    localStorage.setItem(ORDER, order)
  } catch {
    // The choice lasts for this page.
  }
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

export function forgetTasks(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}

/** With `onTheSpot`, how many of a hundred are checked, staff mend it where they find it. */
export interface KnownKind { code: string; title: { zh: string; en: string }; onTheSpot?: number | null; conditions?: Condition[] }
const KINDS = 'furong.field.kinds'

/** The kinds of matters as they were read last, for reporting without a network. */
export function keptKinds(): KnownKind[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KINDS) ?? '[]') as KnownKind[]
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

export function keepKinds(kinds: KnownKind[]): KnownKind[] {
  try {
    localStorage.setItem(KINDS, JSON.stringify(kinds))
  } catch {
    // The list lasts for this page.
  }
  return kinds
}
