import { describe, expect, it } from 'vitest'
import { readCases, readCockpit, writeCases, writeCockpit, type CockpitState } from './cockpit'

const plain: CockpitState = { area: null, t: null, sev: [], who: '', sign: null, alert: null, warning: null }

describe('the cockpit\'s address', () => {
  it('is empty for the standard view', () => expect(writeCockpit(plain)).toEqual({}))
  it('brings back what it was given', () => {
    const state: CockpitState = { area: '510104017', t: Date.parse('2026-11-23T15:14:00Z'), sev: [1, 2], who: 'me', sign: 'air.pm25', alert: 'abc', warning: 'weather@furong,w1' }
    expect(writeCockpit(state)).toEqual({ area: '510104017', t: '2026-11-23T15:14:00Z', sev: '1,2', who: 'me', sign: 'air.pm25', alert: 'abc', warning: 'weather@furong,w1' })
    expect(readCockpit(writeCockpit(state) as never)).toEqual(state)
  })
  it('leaves out all four levels, which is no filter', () => expect(writeCockpit({ ...plain, sev: [1, 2, 3, 4] })).toEqual({}))
  it('ignores what it does not understand', () => expect(readCockpit({ area: 'x; drop', t: 'yesterday', sev: '0,2,2,9', sign: '' })).toEqual({ ...plain, sev: [2] }))
  it('takes the first of repeated values', () => expect(readCockpit({ area: ['510104', '510105'] }).area).toBe('510104'))
})

describe('the case list\'s address', () => {
  it('brings back what it was given', () => {
    const filters = { view: 'overdue', state: 'HANDLING', division: '510104', category: 'event-01', organisation: 'o7', from: '2026-03-01', to: '2026-04-01', q: '污染', page: 2, open: '7' } as const
    expect(readCases(writeCases(filters) as never)).toEqual(filters)
  })
  it('falls to my own work for an unknown view and to the first page for nonsense', () => expect(readCases({ view: 'everything', page: '-3' })).toMatchObject({ view: 'todo', page: 0 }))
})
