import type { Alert } from '@/shared/api/types'

/** Worst first; within a level what nobody has taken yet before what somebody has; then the newest. */
export function triage(alerts: Iterable<Alert>): Alert[] {
  return [...alerts].sort(
    (a, b) =>
      Number(a.state === 'CLEARED') - Number(b.state === 'CLEARED') ||
      a.level - b.level ||
      Number(a.acknowledged !== null) - Number(b.acknowledged !== null) ||
      b.openedAt.localeCompare(a.openedAt) ||
      a.id.localeCompare(b.id),
  )
}

export interface Queue {
  ids: string[]
  /** How many alerts wait outside because the list is held. */
  waiting: number
}

/**
 * The list as it is shown. While a hand or the focus is on it (`held`), nothing moves: what is there keeps its place,
 * what is new waits outside, what has gone is dropped only if it is gone for good. Released, it is worst first again.
 */
export function showQueue(shown: readonly string[], alerts: ReadonlyMap<string, Alert>, held: boolean): Queue {
  const sorted = triage([...alerts.values()].filter((alert) => alert.state === 'OPEN')).map((alert) => alert.id)
  if (!held || shown.length === 0) return { ids: sorted, waiting: 0 }
  const kept = shown.filter((id) => alerts.has(id))
  const inside = new Set(kept)
  return { ids: kept, waiting: sorted.filter((id) => !inside.has(id)).length }
}

/** The neighbour of the chosen alert, `step` rows on; stays at the ends. */
export function step(ids: readonly string[], chosen: string | null, by: number): string | null {
  if (ids.length === 0) return null
  const at = chosen === null ? -1 : ids.indexOf(chosen)
  if (at < 0) return ids[by > 0 ? 0 : ids.length - 1]!
  return ids[Math.min(ids.length - 1, Math.max(0, at + by))]!
}

export const countByLevel = (alerts: Iterable<Alert>): [number, number, number, number] => {
  const counts: [number, number, number, number] = [0, 0, 0, 0]
  for (const alert of alerts) if (alert.state === 'OPEN') counts[alert.level - 1]!++
  return counts
}
