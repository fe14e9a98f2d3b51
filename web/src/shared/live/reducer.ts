import type { Alert, Vital } from '@/shared/api/types'

/** What the stream has told so far about one division. */
export interface LiveState {
  alerts: ReadonlyMap<string, Alert>
  vitals: ReadonlyMap<string, Vital>
  caseCounts: Readonly<Record<string, number>> | null
  /** Grows with every `case` event: lists that show cases ask again. */
  caseChanges: number
  /** Grow with every `calm`, `inbox` and `warning`: what shows silences, an inbox or warnings of others asks again. */
  calm: number
  inbox: number
  warning: number
  synced: boolean
}

export type LiveEvent =
  | { type: 'snapshot'; data: { alerts?: Alert[]; vitals?: Vital[]; caseCounts?: Record<string, number> } }
  | { type: 'alert'; data: Alert }
  | { type: 'vital'; data: Partial<Vital> & { property: string } }
  | { type: 'case'; data: { caseCounts?: Record<string, number> } }
  | { type: 'calm' | 'warning' }
  | { type: 'inbox'; data: { user?: string } }
  | { type: 'reset' }

export const emptyLive: LiveState = { alerts: new Map(), vitals: new Map(), caseCounts: null, caseChanges: 0, calm: 0, inbox: 0, warning: 0, synced: false }

/**
 * One event after the other; pure. A snapshot replaces everything; an alert replaces the one with its id unless it is
 * older than that (deltas may overtake a snapshot); a `reset` empties until the next snapshot.
 */
export function reduce(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'snapshot':
      return {
        alerts: new Map((event.data.alerts ?? []).map((alert) => [alert.id, alert])),
        vitals: new Map((event.data.vitals ?? []).map((vital) => [vital.property, vital])),
        caseCounts: event.data.caseCounts ?? null,
        caseChanges: state.caseChanges + 1,
        // What came between is not known: all of it is asked for again.
        calm: state.calm + 1,
        inbox: state.inbox + 1,
        warning: state.warning + 1,
        synced: true,
      }
    case 'alert': {
      const known = state.alerts.get(event.data.id)
      if (known && known.changedAt > event.data.changedAt) return state
      return { ...state, alerts: new Map(state.alerts).set(event.data.id, event.data) }
    }
    case 'vital': {
      const known = state.vitals.get(event.data.property)
      // A delta for a property that no snapshot named lacks its title and reference: wait for the snapshot.
      if (!known && !('title' in event.data)) return state
      return { ...state, vitals: new Map(state.vitals).set(event.data.property, { ...known, ...event.data } as Vital) }
    }
    case 'case':
      return { ...state, caseCounts: event.data?.caseCounts ?? state.caseCounts, caseChanges: state.caseChanges + 1 }
    case 'calm':
    case 'inbox':
    case 'warning':
      return { ...state, [event.type]: state[event.type] + 1 }
    case 'reset':
      return { ...emptyLive, caseChanges: state.caseChanges, calm: state.calm, inbox: state.inbox, warning: state.warning }
  }
}
