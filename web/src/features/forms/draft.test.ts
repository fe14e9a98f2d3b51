import { afterEach, describe, expect, it } from 'vitest'
import { draftOf, dropDraft, keepDraft, type DraftKey } from './draft'

const key: DraftKey = { user: '7', form: 'check.homes', division: '510104001001', period: '2026' }
const cells = [{ figure: 'check.gas', value: 5, note: '入户查' }]
const day = 86_400_000

afterEach(() => localStorage.clear())

describe('what is typed and not saved', () => {
  it('is there again when the page comes back, with the version that it was typed over', () => {
    expect(keepDraft(key, 3, cells, 1000)).toBe(true)
    expect(draftOf(key, 2000)).toEqual({ version: 3, at: 1000, cells })
  })
  it('is that of one person, one division and one period', () => {
    keepDraft(key, 3, cells, 1000)
    expect(draftOf({ ...key, user: '8' }, 2000)).toBeNull()
    expect(draftOf({ ...key, division: '510104001002' }, 2000)).toBeNull()
    expect(draftOf({ ...key, period: '2025' }, 2000)).toBeNull()
  })
  it('goes once it is saved, thrown away or typed back to what stands', () => {
    keepDraft(key, 3, cells, 1000)
    keepDraft(key, 3, [], 1500)
    expect(draftOf(key, 2000)).toBeNull()
    keepDraft(key, 3, cells, 1000)
    dropDraft(key)
    expect(draftOf(key, 2000)).toBeNull()
  })
  it('is forgotten after sixty days, and not a day before', () => {
    keepDraft(key, 3, cells, 0)
    expect(draftOf(key, 59 * day)).not.toBeNull()
    expect(draftOf(key, 60 * day)).toBeNull()
  })
  it('is nothing when it cannot be read', () => {
    localStorage.setItem('furong.form/7/check.homes/510104001001/2026', 'torn')
    expect(draftOf(key, 0)).toBeNull()
  })
})
