import { describe, expect, it } from 'vitest'
import type { Slot } from './api'
import { gaps, historyOption } from './history'

const hour = (h: number, mean = h): Slot => ({ datastream: 1, start: new Date(h * 3_600_000).toISOString(), count: 2, min: mean - 1, max: mean + 2, mean, last: mean, left: 0 })
const names = { mean: 'mean', range: 'range', gap: 'nothing' }
const option = (slots: Slot[], silenceSeconds: number | null) =>
  historyOption({ slots, every: 'PT1H', end: Date.parse(slots.at(-1)!.start) + 3_600_000, silenceSeconds, names, time: (ms) => String(ms / 3_600_000), number: String, count: (n) => n + ' readings' })(() => '#000') as {
    series: { data: unknown[]; markArea?: { data: unknown[] } }[]
    tooltip: { formatter: (hits: { dataIndex: number }[]) => string }
  }

describe('the history of a datastream', () => {
  it('is silent where two readings are farther apart than its property expects', () => {
    // with two hours allowed, hours 0 and 3 may hold readings of 00:59 and 02:59; hours 3 and 7 may not
    expect(gaps([hour(0), hour(3), hour(7)], 'PT1H', 7200, 8 * 3_600_000)).toEqual([[4 * 3_600_000, 7 * 3_600_000]])
  })

  it('has no silences where nothing is known of what is usual', () => {
    expect(gaps([hour(0), hour(100)], 'PT1H', null, 200 * 3_600_000)).toEqual([])
  })

  it('is silent to its end where nothing came since', () => {
    expect(gaps([hour(0), hour(1)], 'PT1H', 7200, 10 * 3_600_000)).toEqual([[2 * 3_600_000, 10 * 3_600_000]])
    expect(gaps([], 'PT1H', 7200, 10 * 3_600_000)).toEqual([])
  })

  it('breaks its line at a silence and shows a reading that stands alone', () => {
    const [low, height, mean] = option([hour(0, 5), hour(1, 6), hour(9, 7)], 7200).series
    const points = mean!.data as { value: [number, number | null]; symbol: string }[]
    expect(points.map((p) => p.value[1])).toEqual([5, 6, null, 7])
    expect(points.map((p) => p.symbol)).toEqual(['none', 'none', 'none', 'circle'])
    expect((low!.data as number[][]).map((p) => p[1])).toEqual([4, 5, null, 6])
    expect((height!.data as number[][]).map((p) => p[1])).toEqual([3, 3, null, 3])
    expect(mean!.markArea!.data).toHaveLength(1)
  })

  it('says of an interval its mean, its range and how many it holds', () => {
    expect(option([hour(0, 5), hour(1, 6)], null).tooltip.formatter([{ dataIndex: 1 }])).toBe('1\nmean 6\nrange 5 – 8\n2 readings')
  })
})
