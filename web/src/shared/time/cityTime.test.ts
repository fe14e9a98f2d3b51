import { describe, expect, it } from 'vitest'
import { setZone } from '@/shared/time/zone'
import { fieldOf, instantOf } from './cityTime'

describe('a field of time', () => {
  it('is in the zone of the city, whatever that of the browser', () => {
    setZone('Asia/Shanghai')
    expect(instantOf('2026-03-02T08:00')).toBe('2026-03-02T00:00:00.000Z')
    expect(fieldOf('2026-03-02T00:00:00Z')).toBe('2026-03-02T08:00')
  })

  it('goes over midnight', () => {
    setZone('Asia/Shanghai')
    expect(instantOf('2026-03-02T02:30')).toBe('2026-03-01T18:30:00.000Z')
  })
})
