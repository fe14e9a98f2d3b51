import { describe, expect, it } from 'vitest'
import type { Case } from '@/shared/api/types'
import { action } from '../../../test/world'
import { common } from './bulk'

const allowing = (...actions: string[]) => ({ allowedActions: actions.map(action) }) as Case

describe('what can be done to many cases at once', () => {
  it('is what all of them allow', () => {
    expect(common([allowing('accept!', 'reject reason'), allowing('reject reason')]).map((a) => a.action)).toEqual(['reject'])
  })
  it('leaves out what needs something of each case', () => {
    expect(common([allowing('finish! note photo', 'merge case', 'return reason', 'dispatch organisation')]).map((a) => a.action)).toEqual(['return', 'dispatch'])
  })
  it('is nothing for no cases or without anything in common', () => {
    expect(common([])).toEqual([])
    expect(common([allowing('accept!'), allowing('close!')])).toEqual([])
  })
})
