import type { Level, Text } from '@/shared/api/types'

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
