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
  over: string
  together: string
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
export interface PackNotice { code: string; place: string; message: string; hint: string; zh?: string }
export interface Checked { notices: PackNotice[]; proofs: { rule: string; name: string; faults: Text[] }[] }
export interface Episode { rule: string; thing: string; thingName: string; division: DivisionRef; openedAt: string; clearedAt: string | null; level: Level; reason: string }
export interface Replayed {
  id: string
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

/** Versions and proposals of a pack: `/api/packs/{id}/versions`, `/proposals`. */
export interface Signed { by: string; login: string; at: string; why: string }
export interface Change { path: string; before: string | null; after: string | null }
export interface VersionLine { number: number; kind: 'BASE' | 'RELEASE' | 'ROLLBACK'; proposed: Signed; released: Signed; from: string; inForce: string | null; back: number | null; paths: string[] }
export interface Versions { versions: { items: VersionLine[]; total: number }; newest: number; diskDiffers: boolean; trouble: string; untaken: PackNotice[] }
export interface ProposalLine { id: number; base: number; back: number | null; state: 'OPEN' | 'RELEASED' | 'REFUSED' | 'WITHDRAWN'; proposed: Signed; decided: Signed | null; own: boolean; outdated: boolean; changes: Change[] }

/** Of a pack that the city does not have yet: a proposal for it changes no version. */
export const NEW_PACK: Versions = { versions: { items: [], total: 0 }, newest: -1, diskDiffers: false, trouble: '', untaken: [] }

/** Paths in a pack that a reader reads: what else lies there is nobody's. */
export const PACK_FILE = /^((rules|procedures|golden|indicators|proofs|properties|indexes|forms|mappings)\/[A-Za-z0-9_./-]+|pack|params|board|scores|checkup)\.yaml$/

export interface DiffLine { kind: 'same' | 'gone' | 'new' | 'skip'; text: string }

/** Lines that differ, by their longest common part, with three lines around each; n·m steps, files have some 400 lines. */
export function diffLines(before: string, after: string, around = 3): DiffLine[] {
  const a = before === '' ? [] : before.replace(/\n$/, '').split('\n')
  const b = after === '' ? [] : after.replace(/\n$/, '').split('\n')
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const all: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { all.push({ kind: 'same', text: a[i]! }); i++; j++ }
    else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) all.push({ kind: 'gone', text: a[i++]! })
    else all.push({ kind: 'new', text: b[j++]! })
  }
  const near = all.map((_, k) => all.slice(Math.max(0, k - around), k + around + 1).some((l) => l.kind !== 'same'))
  return all.flatMap((line, k): DiffLine[] => (near[k] ? [line] : k === 0 || near[k - 1] ? [{ kind: 'skip', text: '' }] : []))
}
