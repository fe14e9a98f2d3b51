import { describe, expect, it } from 'vitest'
import type { IndicatorSummary, LineageDay, SeriesPoint } from '@/shared/api/types'
import { calendar } from './calendar'
import { choices, matches, type Filter } from './catalogue'
import { aqiClass, interval, latestWithValue, seamsOf, stepOf, targetLines } from './series'

const point = (period: string, value: number | null, ...ruleSets: string[]): SeriesPoint => ({ period, value, ruleSets })

describe('a series', () => {
  it('has a seam where another rule set begins', () => expect(seamsOf([point('2024', 1, '2012'), point('2025', 1, '2012'), point('2026', 1, '2026')])).toEqual([{ at: 2, set: '2026' }]))
  it('has none while the rules stay, and does not see one over a gap of the same rules', () => expect(seamsOf([point('2024', 1, '2012'), point('2025', null), point('2026', 1, '2012')])).toEqual([]))
  it('opens at the newest year with a value', () => {
    expect(latestWithValue([point('2013', 60), point('2014', 61), point('2015', null)])).toBe('2014')
    expect(latestWithValue([point('2015', null)])).toBeNull()
  })
})

describe('the calendar', () => {
  const days: LineageDay[] = [{ date: '2014-02-28', aqi: 80, good: true, valid: true }]
  it('has all days of the year, with weeks that begin on Monday', () => {
    const months = calendar('2014', days)
    expect(months).toHaveLength(12)
    // 1 January 2014 was a Wednesday: two empty cells before it
    expect(months[0]!.cells.slice(0, 3)).toEqual([null, null, { n: 1, day: null }])
    expect(months.flatMap((m) => m.cells).filter((c) => c !== null)).toHaveLength(365)
    expect(months[1]!.cells.at(-1)).toEqual({ n: 28, day: days[0] })
  })
  it('knows leap years and single months', () => {
    expect(calendar('2016', []).flatMap((m) => m.cells).filter((c) => c !== null)).toHaveLength(366)
    expect(calendar('2014-02', days)).toHaveLength(1)
  })
  it('has the three months of a quarter', () => {
    expect(calendar('2014-Q1', days).map((m) => m.month)).toEqual([1, 2, 3])
    expect(calendar('2014-Q4', []).flatMap((m) => m.cells).filter((c) => c !== null)).toHaveLength(31 + 30 + 31)
  })
})

it('puts an index value into its category by the limits of HJ 633', () => expect([null, 50, 51, 100, 101, 150, 200, 300, 301].map(aqiClass)).toEqual([0, 1, 2, 2, 3, 3, 4, 5, 6]))

describe('periods and targets', () => {
  it('tells the step of a period from its text', () => {
    expect(['2014', '2014-Q1', '2014-03', '2014-03-09', '2014-03-09T17'].map(stepOf)).toEqual(['year', 'quarter', 'month', 'day', 'hour'])
  })
  it('draws a line for a target with a number and none for a direction', () => {
    const title = { zh: '优良天数率', en: 'Good days' }
    const lines = targetLines(
      [{ id: 'A1', title, target: { compare: 'GE', value: 80 } }, { id: 'A2', title, target: { compare: 'RISE', value: null } }, { id: 'C1', title, target: null }],
      (text) => text.zh,
    )
    expect(lines).toEqual([{ at: 80, label: '优良天数率 ≥ 80' }])
  })
})

describe('a reference interval', () => {
  it('says both bounds, or the one that there is', () => expect([interval(0, 4), interval(5, null), interval(undefined, 4)]).toEqual(['0 – 4', '≥ 5', '≤ 4']))
  it('says nothing where no source gives one', () => expect(interval(null, undefined)).toBeNull())
})

describe('the catalogue', () => {
  const items: IndicatorSummary[] = [
    { id: 'air.good-days-ratio', title: { zh: '优良天数比率', en: 'Good days' }, pack: 'air', of: 'days', levels: ['CITY', 'COUNTY'], definition: { source: 'HJ 633' } },
    { id: 'gas.leaks', title: { zh: '泄漏预警数', en: 'Leaks' }, pack: 'gas', of: 'formula', formula: 'MONTH', levels: ['CITY', 'STREET'] },
  ]
  const found = (filter: Partial<Filter>) => items.filter((item) => matches(item, { text: '', pack: '', of: '', cycle: '', level: '', ...filter }, (text) => text?.zh ?? '')).map((item) => item.id)
  it('finds by all words, in title and source', () => {
    expect(found({ text: '优良 hj' })).toEqual(['air.good-days-ratio'])
    expect(found({ text: '优良 泄漏' })).toEqual([])
  })
  it('narrows by scene, origin, level and period', () => {
    expect(found({ pack: 'gas' })).toEqual(['gas.leaks'])
    expect(found({ of: 'days' })).toEqual(['air.good-days-ratio'])
    expect(found({ level: 'STREET' })).toEqual(['gas.leaks'])
    // what counts days has figures of every length
    expect(found({ cycle: 'year' })).toEqual(['air.good-days-ratio'])
    expect(found({})).toHaveLength(2)
  })
  it('offers only what there is', () => expect(choices(items)).toEqual({ packs: ['air', 'gas'], of: ['days', 'formula'], cycles: ['month'], levels: ['CITY', 'COUNTY', 'STREET'] }))
})
