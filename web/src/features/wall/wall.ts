import type { DivisionRef, Level, Overall, Text, Vital } from '@/shared/api/types'

/** What `/api/wall` answers: nothing in it names a person. */
export interface WallLine { id: string; level: Level; title: Text; place: string; division: Text; openedAt: string; value: number | null; unit: string | null; taken: boolean; simulated: boolean }
export interface WallMark { id: string; level: Level; lng: number; lat: number; taken: boolean }
export interface WallCase { number: string; category: Text; state: Text; division: Text; level: Level | null; organisation: Text | null; dueAt: string | null; simulated: boolean }
export interface WallUnit { name: Text; people: number; until: string | null; next: string | null }
export interface Wall {
  at: string
  city: { name: Text; zone: string }
  division: DivisionRef
  screen: string
  seconds: number
  alerts: { levels: [number, number, number, number]; untaken: number; muted: number; items: WallLine[]; marks: WallMark[] }
  vitals: Vital[]
  overall: Overall
  cases: { open: number; overdue: number; items: WallCase[] }
  duty: WallUnit[]
}

/**
 * The view that is up at an instant, and for how long yet. It follows from the clock alone: two screens side by side show
 * the same view, and one that was off for a night needs to remember nothing.
 */
export function viewAt(nowMs: number, seconds: number, views: number): { index: number; left: number } {
  if (views <= 0 || seconds <= 0) return { index: 0, left: 0 }
  const whole = Math.floor(nowMs / 1000)
  return { index: Math.floor(whole / seconds) % views, left: seconds - (whole % seconds) }
}

/** The part of a list that is up: `size` rows, the next ones at each new view. The last page may be short. */
export function pageAt<T>(items: readonly T[], size: number, turn: number): { rows: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / size))
  const page = turn % pages
  return { rows: items.slice(page * size, page * size + size), page: page + 1, pages }
}

/** How many turns have passed, to turn the pages of lists by; grows by one at each new view. */
export const turnAt = (nowMs: number, seconds: number): number => (seconds > 0 ? Math.floor(nowMs / 1000 / seconds) : 0)
