import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Level } from '@/shared/api/types'

/** The cockpit is what its address says: a link opens the same place, moment, levels, sign and alert. */
export interface CockpitState {
  /** Division; null = the widest the user may see. */
  area: string | null
  /** Replay moment (epoch ms); null = live. */
  t: number | null
  /** Alert levels shown; empty = all. */
  sev: Level[]
  /** Whose alerts stand in the queue: empty for everybody's, `me`, or the id of a person. */
  who: string
  /** Property of the vital sign on the map. */
  sign: string | null
  /** Open alert. */
  alert: string | null
  /** Open warning of somebody else; an alert stands before it. */
  warning: string | null
}

export const one = (value: LocationQuery[string] | undefined): string | null => (Array.isArray(value) ? (value[0] ?? null) : (value ?? null)) || null

/** `1,3` as levels, each once. */
export const levelsOf = (value: LocationQuery[string] | undefined): Level[] => [...new Set((one(value) ?? '').split(',').filter((s) => /^[1-4]$/.test(s)).map((s) => Number(s) as Level))].sort()

export function readCockpit(query: LocationQuery): CockpitState {
  const area = one(query.area)
  const t = one(query.t)
  const moment = t === null ? NaN : Date.parse(t)
  return {
    area: area !== null && /^\d{6,15}$/.test(area) ? area : null,
    t: Number.isNaN(moment) ? null : moment,
    sev: levelsOf(query.sev),
    who: one(query.who) ?? '',
    sign: one(query.sign),
    alert: one(query.alert),
    warning: one(query.warning),
  }
}

/** Only what differs from the standard stands in the address. */
export function writeCockpit(state: CockpitState): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (state.area) query.area = state.area
  if (state.t !== null) query.t = new Date(state.t).toISOString().replace(/\.\d+Z$/, 'Z')
  if (state.sev.length > 0 && state.sev.length < 4) query.sev = [...state.sev].sort().join(',')
  if (state.who) query.who = state.who
  if (state.sign) query.sign = state.sign
  if (state.alert) query.alert = state.alert
  if (state.warning) query.warning = state.warning
  return query
}

/** `from` and `to` are days: opened from the first on and before the second. */
export interface CaseFilters { view: CaseView; state: string; division: string; category: string; organisation: string; from: string; to: string; q: string; page: number; open: string | null }
const caseWords = ['state', 'division', 'category', 'organisation', 'from', 'to', 'q'] as const
export const caseViews = ['todo', 'mine', 'overdue', 'escalated', 'extensions', 'unrouted', 'all'] as const
export type CaseView = (typeof caseViews)[number]

export function readCases(query: LocationQuery): CaseFilters {
  const view = one(query.view) as CaseView | null
  const page = Number(one(query.page) ?? 0)
  return {
    view: view && caseViews.includes(view) ? view : 'todo',
    ...(Object.fromEntries(caseWords.map((word) => [word, one(query[word]) ?? ''])) as Record<(typeof caseWords)[number], string>),
    page: Number.isInteger(page) && page >= 0 ? page : 0,
    open: one(query.open),
  }
}

export function writeCases(filters: CaseFilters): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (filters.view !== 'todo') query.view = filters.view
  for (const word of caseWords) if (filters[word]) query[word] = filters[word]
  if (filters.page > 0) query.page = String(filters.page)
  if (filters.open) query.open = filters.open
  return query
}
