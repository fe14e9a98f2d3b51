import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Level } from '@/shared/api/types'
import { levelsOf, one } from './cockpit'

/** The list of alerts is what its address says. `who` is empty for everybody, `me`, or the id of a person. */
export interface AlertFilters { state: AlertState; level: Level[]; division: string; who: string; q: string; page: number }
const states = ['open', 'cleared', 'all'] as const
export type AlertState = (typeof states)[number]

export function readAlerts(query: LocationQuery): AlertFilters {
  const state = one(query.state) as AlertState | null
  const page = Number(one(query.page) ?? 0)
  return {
    state: state && states.includes(state) ? state : 'open',
    level: levelsOf(query.level),
    division: one(query.division) ?? '',
    who: one(query.who) ?? '',
    q: one(query.q) ?? '',
    page: Number.isInteger(page) && page >= 0 ? page : 0,
  }
}

/** Only what differs from the standard stands in the address. */
export function writeAlerts(filters: AlertFilters): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (filters.state !== 'open') query.state = filters.state
  if (filters.level.length > 0 && filters.level.length < 4) query.level = [...filters.level].sort().join(',')
  for (const word of ['division', 'who', 'q'] as const) if (filters[word]) query[word] = filters[word]
  if (filters.page > 0) query.page = String(filters.page)
  return query
}
