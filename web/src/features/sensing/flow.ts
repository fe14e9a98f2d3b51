import type { DivisionRef, Text } from '@/shared/api/types'

export interface Reading { datastream: number; thing: number; name: string; property: Text; at: string; value: number | null; text: string | null; unit: string; division: DivisionRef; simulated: boolean }
/** What the server tells four times a second: how many came, the newest of them, how many nobody looked at. */
export interface FlowEvent { at: string; matched: number; dropped: number; rows: Reading[] }

/** A reading on the page, with a number of its own to be told apart by. */
export type Row = Reading & { key: number }

/**
 * What the page shows: at most MOST rows, the newest first, so that its memory does not grow.
 * `passed` counts what came while it was paused.
 */
export interface Flow { rows: Row[]; total: number; dropped: number; passed: number; next: number; recent: { ms: number; matched: number }[] }

/** What fits on a tall screen four times over. */
export const MOST = 200
/** The rate is that of the last seconds: long enough to be calm, short enough to follow. */
const RATE_MS = 5_000

export const emptyFlow: Flow = { rows: [], total: 0, dropped: 0, passed: 0, next: 1, recent: [] }

export function take(flow: Flow, event: FlowEvent, paused: boolean, nowMs: number): Flow {
  const keyed = event.rows.map((row, i) => ({ ...row, key: flow.next + i }))
  return {
    rows: paused ? flow.rows : [...keyed.reverse(), ...flow.rows].slice(0, MOST),
    total: flow.total + event.matched,
    dropped: flow.dropped + event.dropped,
    passed: paused ? flow.passed + event.matched : 0,
    next: flow.next + event.rows.length,
    recent: [...flow.recent.filter((one) => one.ms > nowMs - RATE_MS), { ms: nowMs, matched: event.matched }],
  }
}

/** Readings a second over the last seconds. */
export const rate = (flow: Flow, nowMs: number): number =>
  flow.recent.filter((one) => one.ms > nowMs - RATE_MS).reduce((sum, one) => sum + one.matched, 0) / (RATE_MS / 1000)
