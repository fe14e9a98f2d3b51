import { describe, expect, it } from 'vitest'
import type { Vital } from '@/shared/api/types'
import { lastDay, periodsUntil } from '@/shared/time/periods'
import { compareOption, lacking, offered, peopleSources, points, seamsOfRules, signsInOrder, signState, type CompareLine, type CompareMeasure, type ScoreTerm } from './vitals'

const text = (zh: string) => ({ zh, en: zh })

describe('points of a score', () => {
  it('are printed without trailing zeros, and a dash where there are none', () => {
    expect(points(28.5)).toBe('28.5')
    expect(points(28.203568)).toBe('28.204')
    expect(points(95.00000000000001)).toBe('95')
    expect(points(null)).toBe('–')
  })
  it('name the inputs that nobody knows', () => {
    const input = (id: string, value: number | null) => ({ kind: 'FIGURE', id, title: text(id), unit: '1', value, simulated: false })
    const term = { inputs: [input('known', 0), input('unknown', null)] } as ScoreTerm
    expect(lacking(term).map((i) => i.id)).toEqual(['unknown'])
  })
})

describe('a comparison', () => {
  const line = (code: string, value: number | null): CompareLine => ({ code, name: text(code), count: 3, value, rank: null, population: null, area: null, simulated: false })
  it('draws only divisions that have a value', () => {
    const option = compareOption([line('a', 2), line('b', null)], (t) => t.zh, 'x')(() => '#000') as { series: { data: number[] }[] }
    expect(option.series[0]!.data).toEqual([2])
  })
  it('offers what months and years tell, by the sort of it', () => {
    const measure = (id: string, sort: CompareMeasure['sort'], cycle: string | null) => ({ id, title: text(id), sort, divides: sort !== 'FORMULA', cycle })
    const groups = offered([measure('CASES', 'COUNT', null), measure('pm25-hour', 'FORMULA', 'HOUR'), measure('homes', 'SUM', 'YEAR'), measure('share', 'FORMULA', 'MONTH')])
    expect(groups.map((g) => [g.sort, ...g.items.map((m) => m.id)])).toEqual([['COUNT', 'CASES'], ['SUM', 'homes'], ['FORMULA', 'share']])
  })
  it('offers twelve months and the years that they lie in', () => {
    const periods = periodsUntil(new Date(2026, 1, 3))
    expect(periods.slice(0, 3)).toEqual(['2026-02', '2026-01', '2025-12'])
    expect(periods.slice(12)).toEqual(['2026', '2025'])
  })
  it('ends a period on its last day', () => {
    expect(['2026', '2026-Q1', '2024-02', '2026-11', '2026-11-03', '2026-11-03T17'].map(lastDay)).toEqual(['2026-12-31', '2026-03-31', '2024-02-29', '2026-11-30', '2026-11-03', '2026-11-03'])
  })
  it('names each source of the people once, with its year', () => {
    const of = (code: string, year: number, source: string) => ({ ...line(code, 1), population: { people: 9, year, source } })
    expect(peopleSources([of('a', 2010, '普查'), of('b', 2010, '普查'), line('c', null), of('d', 2020, '普查')])).toEqual([{ year: 2010, source: '普查' }, { year: 2020, source: '普查' }])
    expect(peopleSources([line('a', 1)])).toEqual([])
  })
})

describe('the past of a score', () => {
  const month = (period: string, version: string | null) => ({ period, value: 1, reason: '', version })
  it('has a seam where other rules begin', () => {
    expect(seamsOfRules([month('2026-08', '1'), month('2026-09', '1'), month('2026-10', '2')])).toEqual([{ at: 2, version: '2' }])
  })
  it('has none at its start nor where there are no rules', () => {
    expect(seamsOfRules([month('2026-08', '1'), month('2026-09', '1')])).toEqual([])
    expect(seamsOfRules([month('2026-08', null), month('2026-09', '1')])).toEqual([{ at: 1, version: '1' }])
  })
})

describe('live signs', () => {
  const sign = (property: string, value: number | null, level: 4 | null, reference: Vital['reference']) => ({ property, value, level, reference }) as Vital
  const upTo60 = { low: null, high: 60, source: 'GB 3095' }
  it('are outside, inside, not judged or unknown', () => {
    expect([sign('a', 70, 4, upTo60), sign('b', 50, null, upTo60), sign('c', 50, null, null), sign('d', null, null, upTo60)].map(signState)).toEqual(['outside', 'inside', 'unjudged', 'unknown'])
  })
  it('begin with those outside and keep the order of the boards otherwise', () => {
    const signs = [sign('d', null, null, upTo60), sign('b1', 50, null, upTo60), sign('a', 70, 4, upTo60), sign('b2', 40, null, upTo60)]
    expect(signsInOrder(signs).map((v) => v.property)).toEqual(['a', 'b1', 'b2', 'd'])
  })
})
