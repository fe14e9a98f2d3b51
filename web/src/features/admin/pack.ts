import type { DivisionRef, Level, Text } from '@/shared/api/types'

/** A pack in full, as `/api/packs/{id}` answers it. */
export interface Threshold { name: string; title: Text; value: number | null; unit: string; reason: Text; source: string }
export interface Rule {
  id: string
  title: Text
  why: Text
  levels: { level: string; when: string; holdsFor: string }[]
  clear: string
  clearFor: string
  muteWhen: string[]
  procedure: string
  falseAlarms: Text[]
  knownGaps: Text[]
  thresholds: Threshold[]
  reference: string
}
export interface Property { id: string; title: Text; unit: string; symbol: string; low: number | null; high: number | null; expectedSilence: string; lateness: string; source: string }
export interface Procedure {
  id: string
  title: Text
  category: string
  categoryTitle: Text
  clocks: { stage: string; amount: number | null; unit: Text | null; param: string }[]
  steps: Text[]
  source: string
}
export interface Pack {
  id: string
  title: Text
  summary: Text
  version: string
  status: string
  sources: string[]
  rules: Rule[]
  thresholds: Threshold[]
  properties: Property[]
  procedures: Procedure[]
  indicators: { id: string; title: Text; formula: Text; unit: string; source: string }[]
}

/** How the rules of a pack stand: `/api/packs/{id}/standing`. */
export interface Counts { ok: number; pending: number; firing: number; cannotJudge: number }
export interface Standing {
  rule: string
  counts: Counts
  at: string
  divisions: { division: DivisionRef; counts: Counts }[]
}

/** How many things a rule looks at, and how many of them it judges. */
export function judged(counts: Counts): { all: number; judged: number } {
  const judged = counts.ok + counts.pending + counts.firing
  return { all: judged + counts.cannotJudge, judged }
}

/** A breach of a law or what is wrong in a text, where it stands: `packs/air/params.yaml:12:3`. */
export interface PackNotice { code: string; place: string; message: string; hint: string }
export interface Checked { notices: PackNotice[]; proofs: { rule: string; name: string; faults: string[] }[] }
export interface Episode { rule: string; thing: string; thingName: string; division: DivisionRef; openedAt: string; clearedAt: string | null; level: Level; reason: string }
export interface Replayed {
  from: string
  to: string
  things: number
  readings: number
  totals: { before: number; after: number; same: number; gained: number; lost: number; moved: number }
  gained: Episode[]
  lost: Episode[]
  moved: { before: Episode; after: Episode }[]
}

/** `packs/air/rules/x.yaml:5:36` as the file within the packs and the place in it. */
export function placeOf(place: string): { file: string; line: number; column: number } | null {
  const found = /^[^/]+\/(.+):(\d+):(\d+)$/.exec(place)
  return found ? { file: found[1]!, line: Number(found[2]), column: Number(found[3]) } : null
}

/** Where a line and column begin in a text, counted in characters. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0)
  return Math.min(text.length, before + column - 1)
}

/** "I".."IV" (or "1".."4") as the number of the level. */
export function levelNumber(level: string): Level | null {
  const n = ['I', 'II', 'III', 'IV'].indexOf(level.toUpperCase()) + 1 || Number(level)
  return n >= 1 && n <= 4 ? (n as Level) : null
}

/** ISO 8601 durations as people say them: PT2H -> "2 h". */
export function durationText(iso: string): string {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso)
  if (!parts) return iso
  const [, d, h, m, s] = parts
  return [d && `${d} d`, h && `${h} h`, m && `${m} min`, s && s !== '0' && `${s} s`].filter(Boolean).join(' ')
}
