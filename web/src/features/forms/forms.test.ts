import { describe, expect, it } from 'vitest'
import { ApiError } from '@/shared/api/http'
import { byUrgency, cellOf, changedCells, figureOf, noticeWords, refusalWords, rowOf, together, type Line, type MyForm } from './forms'

const line = (figure: string, value: number | null, note = ''): Line => ({ figure, title: { zh: figure, en: figure }, meaning: { zh: '', en: '' }, unit: '1', whole: true, value, count: 1, yearBefore: null, reported: value === null ? null : { version: 1, value, note, by: '', at: '', reason: '' }, parts: [], atMost: '', source: null })

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

describe('figures that are corrected together', () => {
  const lines = [{ ...line('homes', 100), parts: ['old', 'new'] }, line('old', 60), line('new', 40), line('gas', 5)]
  it('are a sum and all of its parts', () => {
    expect(together(lines, 'old').map((l) => l.figure)).toEqual(['homes', 'old', 'new'])
    expect(together(lines, 'homes').map((l) => l.figure)).toEqual(['homes', 'old', 'new'])
  })
  it('are the figure alone where no sum is', () => {
    expect(together(lines, 'gas').map((l) => l.figure)).toEqual(['gas'])
  })
})

describe('what the server refuses', () => {
  const words = { t: (key: string, named?: Record<string, unknown>) => key + (named?.message ? `(${named.message as string})` : ''), te: (key: string) => key !== 'forms.fault.odd' && key !== 'problem.418' }
  const low = { code: 'figure.low', place: 'row 7', message: '510104001001/check.homes: -1.0 < 0.0', hint: '' }
  it('is said in the words of the page, with the row and the cell', () => {
    expect(noticeWords(low, words)).toBe('forms.fault.figure.low(-1.0 < 0.0)')
    expect([rowOf(low), cellOf(low)]).toEqual([7, '510104001001/check.homes'])
  })
  it('keeps the words of the server where the page has none', () => {
    expect(noticeWords({ ...low, code: 'odd', message: 'something' }, words)).toBe('something')
    expect(cellOf({ ...low, message: 'something' })).toBe('')
    expect(rowOf({ ...low, place: '510104' })).toBeNull()
  })
  it('is a refusal with notices, or without any', () => {
    const problem = { title: 'Conflict', status: 409, detail: 'x', notices: [{ code: 'sheet.stale', place: '', message: 'stale', hint: '' }] }
    expect(refusalWords(new ApiError(problem as never), words)).toBe('forms.fault.sheet.stale(stale)')
    expect(refusalWords(new ApiError({ title: 'unreachable', status: 0 }), words)).toBe('problem.0')
    expect(refusalWords(new ApiError({ title: 'teapot', status: 418 }), words)).toBe('teapot')
    expect(refusalWords(new TypeError('x'), words)).toBe('problem.other')
  })
})

describe('my forms', () => {
  const form = (period: string, due: string | null, code: string) => ({ period, standing: { due, state: { code } } }) as MyForm
  it('begin with what is due first; what is approved stands last, what has no day behind what has one', () => {
    const order = byUrgency([form('a', '2026-01-01', 'APPROVED'), form('b', null, 'DRAFT'), form('c', '2027-02-01', 'DRAFT'), form('d', '2026-11-11', 'RETURNED')])
    expect(order.map((f) => f.period)).toEqual(['d', 'c', 'b', 'a'])
  })
})
