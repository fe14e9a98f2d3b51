import type { EChartsCoreOption } from 'echarts/core'
import { base, timeAxis, valueAxis } from '@/shared/charts/options'
import type { Tokens } from '@/shared/map/style'
import type { Slot } from './api'

const EVERY_MS: Record<string, number> = { PT5M: 300_000, PT1H: 3_600_000, PT3H: 10_800_000, P1D: 86_400_000 }

/** Times in which nothing was heard for longer than means nothing: from the end of one interval to the beginning of the next, or to the end of it all. */
export function gaps(slots: readonly Slot[], every: string, silenceSeconds: number | null, end: number): [number, number][] {
  const step = EVERY_MS[every]
  if (silenceSeconds === null || step === undefined) return []
  const found: [number, number][] = []
  for (let i = 1; i <= slots.length && slots.length > 0; i++) {
    const before = Date.parse(slots[i - 1]!.start)
    const after = i < slots.length ? Date.parse(slots[i]!.start) : end
    // two readings that are as far apart as the silence allows lie in intervals that begin at most one interval more apart
    if (after - before > silenceSeconds * 1000 + step) found.push([before + step, after])
  }
  return found
}

/** @param end ms; where the chart ends */
export interface Drawn { slots: readonly Slot[]; every: string; end: number; silenceSeconds: number | null; names: { mean: string; range: string; gap: string }; time: (ms: number) => string; number: (value: number) => string; count: (n: number) => string }

/** The mean of each interval with the band from its lowest to its highest; the line breaks where the device was silent. */
export const historyOption = (input: Drawn) => (token: Tokens): EChartsCoreOption => {
  const silent = gaps(input.slots, input.every, input.silenceSeconds, input.end)
  const breaks = new Map(silent.map(([from, to]) => [to, from]))
  const rows: (Slot | { start: number })[] = input.slots.flatMap((s) => {
    const from = breaks.get(Date.parse(s.start))
    return from === undefined ? [s] : [{ start: from }, s]
  })
  const at = (r: (typeof rows)[number]) => (typeof r.start === 'number' ? r.start : Date.parse(r.start))
  const value = (r: (typeof rows)[number] | undefined, of: 'min' | 'max' | 'mean') => (r && 'count' in r ? r[of] : null)
  const mean = rows.map((r, i) => {
    const alone = value(rows[i - 1], 'mean') === null && value(rows[i + 1], 'mean') === null
    return { value: [at(r), value(r, 'mean')], symbol: alone ? 'circle' : 'none', symbolSize: 4 }
  })
  const low = rows.map((r) => [at(r), value(r, 'min')])
  const height = rows.map((r) => {
    const [min, max] = [value(r, 'min'), value(r, 'max')]
    return [at(r), min === null || max === null ? null : max - min]
  })
  const band = { type: 'line', stack: 'range', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } } as const
  return {
    ...base(token),
    grid: { left: 4, right: 10, top: 18, bottom: 4, containLabel: true },
    tooltip: {
      ...(base(token).tooltip as object),
      formatter: (hits: { dataIndex: number }[]) => {
        const row = rows[hits[0]?.dataIndex ?? -1]
        if (!row || !('count' in row) || row.mean === null) return ''
        const range = row.min === null || row.max === null ? '' : `\n${input.names.range} ${input.number(row.min)} – ${input.number(row.max)}`
        return `${input.time(at(row))}\n${input.names.mean} ${input.number(row.mean)}${range}\n${input.count(row.count)}`
      },
    },
    xAxis: { ...timeAxis(token, input.time), max: input.end },
    yAxis: { ...valueAxis(token), scale: true },
    series: [
      { ...band, name: 'low', data: low },
      { ...band, name: 'height', data: height, areaStyle: { color: token('band'), opacity: 0.55 } },
      {
        type: 'line', name: input.names.mean, data: mean, showSymbol: true, lineStyle: { color: token('brand'), width: 1.6 }, itemStyle: { color: token('brand') },
        markArea: {
          silent: true, itemStyle: { color: token('line'), opacity: 0.45 }, label: { color: token('dim'), fontSize: 11, position: 'insideTop' },
          data: silent.map(([from, to]) => [{ xAxis: from, name: input.names.gap }, { xAxis: to }]),
        },
      },
    ],
  }
}
