import type { EChartsCoreOption } from 'echarts/core'
import type { Text, Vital } from '@/shared/api/types'
import { base, nameAxis, valueAxis } from '@/shared/charts/options'
import type { Tokens } from '@/shared/map/style'

export interface ScoreInput { kind: string; id: string; title: Text; unit: string; value: number | null; simulated: boolean }
export interface ScoreTerm { indicator: string; title: Text; formula: Text; source: string; points: number | null; value: number | null; off: number | null; reason: string; inputs: ScoreInput[]; simulated: boolean; recorded: boolean; computedAt: string | null }
export interface ScoreCard { id: string; title: Text; version: string | null; validFrom: string | null; source: string | null; full: number | null; open: Text | null; value: number | null; reason: string; terms: ScoreTerm[] }
export interface Scores { division: string; period: string; items: ScoreCard[]; districts: { id: string; title: Text; division: string; divisionName: Text }[] }
export interface ScoreRanks { items: { code: string; name: Text; value: number | null; reason: string }[] }

/** Months of a score with the rules of each, and the rules by date, the newest first. */
export interface ScorePast {
  title: Text
  versions: { version: string; from: string | null; until: string | null; source: string; full: number | null; open: Text | null; terms: { indicator: string; title: Text; formula: Text; points: number | null }[] }[]
  items: { period: string; value: number | null; reason: string; version: string | null }[]
}

/** Where other rules begin: the first month of each version but the first. */
export const seamsOfRules = (items: ScorePast['items']): { at: number; version: string }[] =>
  items.flatMap((item, at) => (at > 0 && item.version !== null && item.version !== items[at - 1]!.version ? [{ at, version: item.version }] : []))

export const BASES = ['PEOPLE', 'AREA', 'NONE'] as const
export interface CompareLine { code: string; name: Text; count: number | null; value: number | null; rank: number | null; population: { people: number; year: number; source: string } | null; area: number | null; simulated: boolean }
/** What divisions can be compared by: what is counted, reported figures that add up or not, formulas. */
export interface CompareMeasure { id: string; title: Text; sort: 'COUNT' | 'SUM' | 'STATE' | 'FORMULA'; divides: boolean; cycle: string | null }
export const SORTS = ['COUNT', 'SUM', 'STATE', 'FORMULA'] as const
export interface Comparison { title: Text; unit: string | null; base: (typeof BASES)[number]; period: string; items: CompareLine[]; unknown: number }

/** What the page offers by the sort of it: its periods are months and years, so what is told by the hour or day has its
 * own page. */
export const offered = (measures: readonly CompareMeasure[]): { sort: CompareMeasure['sort']; items: CompareMeasure[] }[] =>
  SORTS.map((sort) => ({ sort, items: measures.filter((m) => m.sort === sort && m.cycle !== 'HOUR' && m.cycle !== 'DAY') })).filter((group) => group.items.length > 0)

/** Points as they are printed: two decimals, never more digits than the formula carries. */
export const points = (value: number | null): string => (value === null ? '–' : String(Number(value.toFixed(3))))

/** What a term lacks: the inputs that nobody knows. */
export const lacking = (term: ScoreTerm): ScoreInput[] => term.inputs.filter((input) => input.value === null)

/** Each source of the people that are divided by, once, with its year. */
export const peopleSources = (lines: readonly CompareLine[]): { year: number; source: string }[] => [
  ...new Map(lines.flatMap(({ population }) => (population ? [[`${population.year} ${population.source}`, { year: population.year, source: population.source }] as const] : []))).values(),
]

/** The divisions side by side, those without a value left out. */
export const compareOption = (lines: readonly CompareLine[], name: (text: Text) => string, title: string) => (token: Tokens): EChartsCoreOption => {
  const known = lines.filter((line) => line.value !== null)
  return {
    ...base(token),
    xAxis: { ...nameAxis(token, known.map((line) => name(line.name))), axisLabel: { rotate: known.length > 10 ? 40 : 0, color: token('faint'), fontSize: 11 } },
    yAxis: { ...valueAxis(token), min: 0 },
    series: [{ type: 'bar', name: title, barMaxWidth: 28, data: known.map((line) => line.value), itemStyle: { color: token('brand') } }],
  }
}

export type SignState = 'outside' | 'inside' | 'unjudged' | 'unknown'
/** Outside its interval, inside, not judged since no source gives one, or without a reading. */
export function signState(vital: Pick<Vital, 'value' | 'level' | 'reference'>): SignState {
  if (vital.value === null) return 'unknown'
  if (vital.level !== null) return 'outside'
  return vital.reference && (vital.reference.low !== null || vital.reference.high !== null) ? 'inside' : 'unjudged'
}
const ORDER: SignState[] = ['outside', 'inside', 'unjudged', 'unknown']
/** What is outside stands first; the rest in the order of the boards. */
export const signsInOrder = (vitals: readonly Vital[]): Vital[] => [...vitals].sort((a, b) => ORDER.indexOf(signState(a)) - ORDER.indexOf(signState(b)))
