import { describe, expect, it } from 'vitest'
import { changedCells, figureOf, type Line } from './forms'

const line = (figure: string, value: number | null, note = ''): Line => ({ figure, title: { zh: figure, en: figure }, meaning: { zh: '', en: '' }, unit: '1', whole: true, value, count: 1, yearBefore: null, reported: value === null ? null : { version: 1, value, note, by: '', at: '', reason: '' }, parts: [], atMost: '', askedBy: '' })

describe('cells of a form', () => {
  it('sends what was typed and leaves out what was not touched', () => {
    const typed = { a: { value: 5, note: '' }, b: { value: 7 as number | '', note: '' }, c: { value: '' as number | '', note: '' } }
    expect(changedCells([line('a', 5), line('b', 6), line('c', null)], typed)).toEqual([{ figure: 'b', value: 7, note: '' }])
  })
  it('sends an emptied cell as nothing, and a note alone', () => {
    expect(changedCells([line('a', 5), line('b', null)], { a: { value: '', note: '' }, b: { value: '', note: '无此项' } })).toEqual([
      { figure: 'a', value: null, note: '' },
      { figure: 'b', value: null, note: '无此项' },
    ])
  })
  it('finds the figure of a notice', () => {
    expect(figureOf({ code: 'figure.sum', place: '510104001001/check.homes', message: '', hint: '' })).toBe('check.homes')
  })
})
