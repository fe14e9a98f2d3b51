import { describe, expect, it } from 'vitest'
import type { EvaluationLine, Rate } from '@/shared/api/types'
import { sharedRanks } from '@/shared/ui/ranks'
import { change, inOrder, nextMonth, percent, ranked, SCORE, shownOf } from './rank'

const rates: Rate[] = [
  { code: 'closing', title: { zh: '结案率', en: 'Closed' }, formula: '', higherIsBetter: true },
  { code: 'rework', title: { zh: '返工率', en: 'Reworked' }, formula: '', higherIsBetter: false },
]
const line = (key: string, closing: number | null, rework: number | null, score: number | null): EvaluationLine => ({
  key, name: { zh: key, en: key }, counts: {}, score, scoreBefore: null, before: {},
  rates: { closing: { value: closing, numerator: 0, denominator: 0 }, rework: { value: rework, numerator: 0, denominator: 0 } },
})
const lines = [line('a', 0.5, 0.1, 60), line('b', null, null, null), line('c', 0.9, 0.3, 60)]
const keys = (by: string) => ranked(lines, by, rates).map((l) => l.key)

describe('the ranking', () => {
  it('puts the best first, whichever way is better, and who had no work last', () => {
    expect(keys('closing')).toEqual(['c', 'a', 'b'])
    expect(keys('rework')).toEqual(['a', 'c', 'b'])
    expect(keys(SCORE)).toEqual(['a', 'c', 'b'])
  })
  it('gives equal scores one rank, also where they differ behind what is shown', () => {
    const ranks = (by: string, of: EvaluationLine[]) => sharedRanks(ranked(of, by, rates).map((l) => shownOf(l, by)))
    expect(ranks(SCORE, lines)).toEqual([1, 1, null])
    expect(ranks('closing', lines)).toEqual([1, 2, null])
    expect(ranks(SCORE, [line('a', 1, 0, 95.001), line('b', 1, 0, 95.004), line('c', 1, 0, 94.99), line('d', 1, 0, 95.02)])).toEqual([1, 2, 2, 4])
  })
  it('says how a value stands against the period before, and whether that is better', () => {
    expect(change(0.9372, 0.9, true)).toEqual({ text: '↑ 3.7', mood: 'better' })
    expect(change(0.1, 0.2, false)).toEqual({ text: '↓ 10.0', mood: 'better' })
    expect(change(0.2, 0.1, false)!.mood).toBe('worse')
    expect(change(0.90001, 0.9, true)).toEqual({ text: '＝', mood: 'same' })
    expect(change(88.5, 90, true, 1)).toEqual({ text: '↓ 1.5', mood: 'worse' })
    expect(change(0.5, null, true)).toBeNull()
  })
  it('writes rates as the published ones are written', () => {
    expect(percent(911 / 972)).toBe('93.72 %')
    expect(percent(737 / 972)).toBe('75.82 %')
    expect(percent(null)).toBe('–')
  })
})

describe('months', () => {
  it('stand in their order and not by rank', () => {
    expect(inOrder([line('2026-03', 0.9, 0, 9), line('2025-12', 0.1, 0, 1), line('2026-01', 0.5, 0, 5)]).map((l) => l.key)).toEqual(['2025-12', '2026-01', '2026-03'])
  })
  it('end where the next one begins', () => {
    expect([nextMonth('2026-03'), nextMonth('2026-09'), nextMonth('2025-12')]).toEqual(['2026-04-01', '2026-10-01', '2026-01-01'])
  })
})
