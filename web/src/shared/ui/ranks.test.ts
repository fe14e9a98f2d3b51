import { describe, expect, it } from 'vitest'
import { sharedRanks } from './ranks'

describe('shared ranks', () => {
  it('gives lines of one value one rank and leaves out as many after it', () => {
    expect(sharedRanks(['95.00', '93.50', '93.50', '80.00'])).toEqual([1, 2, 2, 4])
    expect(sharedRanks(['95.00', '95.00', '95.00', '80.00'])).toEqual([1, 1, 1, 4])
  })
  it('gives each its own where all differ, and none where nothing was', () => {
    expect(sharedRanks(['3', '2', '1'])).toEqual([1, 2, 3])
    expect(sharedRanks(['95.00', null, null])).toEqual([1, null, null])
    expect(sharedRanks([])).toEqual([])
  })
})
