import type { EChartsCoreOption } from 'echarts/core'
import type { Text } from '@/shared/api/types'
import { base, nameAxis, valueAxis } from '@/shared/charts/options'
import type { Tokens } from '@/shared/map/style'

export interface ScoreInput { kind: string; id: string; title: Text; unit: string; value: number | null; simulated: boolean }
export interface ScoreTerm { indicator: string; title: Text; formula: Text; source: string; points: number | null; value: number | null; off: number | null; reason: string; inputs: ScoreInput[]; simulated: boolean; recorded: boolean; computedAt: string | null }
export interface ScoreCard { id: string; title: Text; version: string | null; validFrom: string | null; source: string | null; full: number | null; open: Text | null; value: number | null; reason: string; terms: ScoreTerm[] }
export interface Scores { division: string; period: string; items: ScoreCard[]; districts: { id: string; title: Text; division: string; divisionName: Text }[] }
export interface ScoreRanks { items: { code: string; name: Text; value: number | null; reason: string }[] }

export const MEASURES = ['CASES', 'ALERTS', 'THINGS'] as const
export const BASES = ['PEOPLE', 'AREA', 'NONE'] as const
export interface CompareLine { code: string; name: Text; count: number; value: number | null; rank: number | null; population: { people: number; year: number; source: string } | null; area: number | null; simulated: boolean }
export interface Comparison { title: Text; base: (typeof BASES)[number]; period: string; items: CompareLine[]; unknown: number }

/** Points as they are printed: two decimals, never more digits than the formula carries. */
export const points = (value: number | null): string => (value === null ? '–' : String(Number(value.toFixed(3))))

/** What a term lacks: the inputs that nobody knows. */
export const lacking = (term: ScoreTerm): ScoreInput[] => term.inputs.filter((input) => input.value === null)

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
