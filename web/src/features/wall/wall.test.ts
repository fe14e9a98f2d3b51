import { describe, expect, it } from 'vitest'
import { pageAt, turnAt, viewAt } from './wall'

describe('the views of the wall', () => {
  it('change by the clock alone', () => {
    // 20 s each, three views: 0-19 s the first, 20-39 s the second, 40-59 s the third, 60 s the first again
    expect([0, 19, 20, 59, 60].map((s) => viewAt(s * 1000, 20, 3))).toEqual([
      { index: 0, left: 20 }, { index: 0, left: 1 }, { index: 1, left: 20 }, { index: 2, left: 1 }, { index: 0, left: 20 },
    ])
  })
  it('go on over midnight in the city', () => {
    const midnight = Date.parse('2026-11-25T16:00:00Z') // 00:00 in Chengdu
    expect(viewAt(midnight - 1, 20, 3).left).toBe(1)
    expect(viewAt(midnight, 20, 3).index).toBe((viewAt(midnight - 1, 20, 3).index + 1) % 3)
  })
  it('are none while there is nothing to show', () => expect(viewAt(1_000, 20, 0)).toEqual({ index: 0, left: 0 }))
})

describe('a list that is longer than the wall', () => {
  const cases = ['a', 'b', 'c', 'd', 'e']
  it('turns its pages, the worst first', () => {
    expect(pageAt(cases, 2, 0)).toEqual({ rows: ['a', 'b'], page: 1, pages: 3 })
    expect(pageAt(cases, 2, 2)).toEqual({ rows: ['e'], page: 3, pages: 3 })
    expect(pageAt(cases, 2, 3).rows).toEqual(['a', 'b'])
  })
  it('stands still when it fits', () => expect(pageAt(cases, 5, 7)).toEqual({ rows: cases, page: 1, pages: 1 }))
  it('has one empty page when it is empty', () => expect(pageAt([], 5, 7)).toEqual({ rows: [], page: 1, pages: 1 }))
  it('turns once a view', () => expect([0, 19_999, 20_000].map((ms) => turnAt(ms, 20))).toEqual([0, 0, 1]))
})
