import { expect, test } from 'vitest'
import { readAlerts, writeAlerts } from './alerts'

test('an address gives back the list that wrote it', () => {
  const filters = { state: 'all' as const, level: [1, 3] as (1 | 3)[], division: '510104', who: 'me', q: 'flood', page: 2 }
  expect(readAlerts(writeAlerts(filters) as Record<string, string>)).toEqual(filters)
})

test('what is standard is not said, and what is nonsense is standard', () => {
  const plain = readAlerts({})
  expect(plain).toEqual({ state: 'open', level: [], division: '', who: '', q: '', page: 0 })
  expect(writeAlerts(plain)).toEqual({})
  expect(readAlerts({ state: 'gone', level: '9,x', page: '-3' })).toEqual(plain)
})
