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

/** What people or rules keep quiet. A case that covers an alert does not: the alert is being worked on and stays in sight. */
const QUIET = new Set(['SILENCED', 'MAINTENANCE', 'INHIBITED', 'SHELVED'])
export const quiet = (alert: Alert): boolean => alert.muted !== null && QUIET.has(alert.muted.kind)

/** Alerts that the same thing keeps quiet. */
export interface Fold { key: string; kind: string; why: Alert['muted']; alerts: Alert[] }

/** The open alerts that something keeps quiet, by what it is: the fullest group first, worst first in each. */
export function foldQuiet(alerts: Iterable<Alert>): Fold[] {
  const folds = new Map<string, Fold>()
  for (const alert of triage([...alerts].filter((a) => a.state === 'OPEN' && quiet(a)))) {
    const muted = alert.muted!
    // Inhibited ones belong together by the rule, whichever alert it was that set it off.
    const key = muted.kind + ' ' + (muted.kind === 'INHIBITED' ? (typeof muted.reason === 'string' ? muted.reason : muted.reason.zh) : muted.by)
    const fold = folds.get(key) ?? { key, kind: muted.kind, why: muted, alerts: [] }
    fold.alerts.push(alert)
    folds.set(key, fold)
  }
  return [...folds.values()].sort((a, b) => b.alerts.length - a.alerts.length || a.key.localeCompare(b.key))
}

export interface Queue {
  ids: string[]
  /** How many alerts wait outside because the list is held. */
  waiting: number
}

/**
 * The list as it is shown. While a hand or the focus is on it (`held`), nothing moves: what is there keeps its place,
 * what is new waits outside, what has gone is dropped only if it is gone for good. Released, it is worst first again,
 * and what something keeps quiet is folded away.
 */
export function showQueue(shown: readonly string[], alerts: ReadonlyMap<string, Alert>, held: boolean): Queue {
  const sorted = triage([...alerts.values()].filter((alert) => alert.state === 'OPEN' && !quiet(alert))).map((alert) => alert.id)
  if (!held || shown.length === 0) return { ids: sorted, waiting: 0 }
  const kept = shown.filter((id) => alerts.has(id))
  const inside = new Set(kept)
  return { ids: kept, waiting: sorted.filter((id) => !inside.has(id)).length }
}

/** The folds as they are shown. While the list is held (`held`) each alert keeps its place; what falls quiet meanwhile waits. */
export function showFolds(shown: readonly Fold[], alerts: ReadonlyMap<string, Alert>, held: boolean): Fold[] {
  if (!held || shown.length === 0) return foldQuiet(alerts.values())
  return shown.map((fold) => ({ ...fold, alerts: fold.alerts.flatMap((alert) => alerts.get(alert.id) ?? []) })).filter((fold) => fold.alerts.length > 0)
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
