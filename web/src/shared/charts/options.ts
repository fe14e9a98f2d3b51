import type { EChartsCoreOption } from 'echarts/core'
import type { Tokens } from '@/shared/map/style'

const FONT = "B612, 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif"

/** What all charts share. Notes at the pointer are drawn on the canvas: HTML ones would need inline styles. */
export function base(token: Tokens): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: 11, color: token('dim') },
    grid: { left: 4, right: 10, top: 26, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', backgroundColor: token('panel'), borderColor: token('line-strong'), borderWidth: 1, padding: 8,
      textStyle: { color: token('text'), fontSize: 12, fontFamily: FONT }, axisPointer: { lineStyle: { color: token('line-strong') } },
    },
  }
}

const axisLabel = (token: Tokens) => ({ color: token('faint'), fontSize: 11, fontFamily: FONT })
export const valueAxis = (token: Tokens) => ({ type: 'value', axisLabel: axisLabel(token), splitLine: { lineStyle: { color: token('line') } } })
export const timeAxis = (token: Tokens, time: (ms: number) => string) => ({ type: 'time', axisLabel: { ...axisLabel(token), formatter: time, hideOverlap: true }, axisLine: { lineStyle: { color: token('line-strong') } }, splitLine: { show: false } })
export const nameAxis = (token: Tokens, data: string[]) => ({ type: 'category', data, axisLabel: axisLabel(token), axisTick: { show: false }, axisLine: { lineStyle: { color: token('line-strong') } } })
export const legend = (token: Tokens) => ({ right: 0, top: 0, itemWidth: 10, itemHeight: 8, textStyle: { color: token('dim'), fontSize: 11, fontFamily: FONT } })

export interface HourCount { hour: string; accepted: number; closed: number }

export const dayOption = (hours: readonly HourCount[], names: { accepted: string; closed: string }) => (token: Tokens): EChartsCoreOption => ({
  ...base(token),
  legend: legend(token),
  xAxis: nameAxis(token, hours.map((h) => h.hour)),
  yAxis: { ...valueAxis(token), minInterval: 1 },
  series: [
    { type: 'bar', name: names.accepted, data: hours.map((h) => h.accepted), itemStyle: { color: token('band') }, barCategoryGap: '25%' },
    { type: 'line', name: names.closed, data: hours.map((h) => h.closed), symbol: 'circle', symbolSize: 4, lineStyle: { color: token('brand'), width: 1.6 }, itemStyle: { color: token('brand') } },
  ],
})

export interface Seam { at: number; label: string }

/** A year of values with the seams where another rule set begins: values left and right of a seam do not compare. */
export const seriesOption = (input: { periods: string[]; values: (number | null)[]; seams: Seam[]; name: string; unit: string; targets?: readonly { at: number; label: string }[] }) => (token: Tokens): EChartsCoreOption => ({
  ...base(token),
  grid: { left: 4, right: 16, top: 30, bottom: 4, containLabel: true },
  xAxis: nameAxis(token, input.periods),
  yAxis: { ...valueAxis(token), name: input.unit, nameTextStyle: { color: token('faint'), align: 'left' }, min: 0 },
  series: [
    {
      type: 'bar', name: input.name, data: input.values.map((v) => (v === null ? null : Number(v.toFixed(1)))), barMaxWidth: 44, itemStyle: { color: token('brand') },
      label: { show: input.periods.length <= 16, position: 'top', color: token('text'), fontSize: 11, fontFamily: FONT },
      markLine: {
        silent: true, symbol: 'none', lineStyle: { color: token('text'), type: [4, 3], width: 1 },
        data: input.seams.map((seam) => ({ xAxis: seam.at, label: { formatter: seam.label, color: token('text'), fontSize: 11, position: 'end', align: seam.at > input.periods.length / 2 ? 'right' : 'left' } })).concat(
          (input.targets ?? []).map((target) => ({ yAxis: target.at, label: { formatter: target.label, color: token('text'), fontSize: 11, position: 'insideEndTop', align: 'right' } })) as never[],
        ),
      },
    },
  ],
})

export interface TimeSeries { points: readonly (readonly [number, number | null])[]; threshold: number | null; name: string; thresholdName: string; level: number; time: (ms: number) => string }

/** A measured line with the threshold that it crossed. */
export const thresholdOption = (input: TimeSeries) => (token: Tokens): EChartsCoreOption => ({
  ...base(token),
  grid: { left: 4, right: 10, top: 18, bottom: 4, containLabel: true },
  xAxis: timeAxis(token, input.time),
  yAxis: { ...valueAxis(token), scale: true, max: (range: { max: number }) => (input.threshold === null ? range.max : Math.max(range.max, Number((input.threshold * 1.1).toPrecision(3)))) },
  series: [
    {
      type: 'line', name: input.name, data: input.points.map(([t, v]) => [t, v]), showSymbol: false, lineStyle: { color: token('brand'), width: 1.6 }, itemStyle: { color: token('brand') },
      markLine: input.threshold === null ? undefined : {
        silent: true, symbol: 'none', lineStyle: { color: token('sev' + input.level), type: 'solid', width: 1.4 },
        data: [{ yAxis: input.threshold, label: { formatter: `${input.thresholdName} ${input.threshold}`, position: 'insideStartTop', color: token('sev' + input.level), fontSize: 11 } }],
      },
    },
  ],
})
