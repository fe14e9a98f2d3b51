import { describe, expect, it } from 'vitest'
import type { Alert, Level, Vital } from '@/shared/api/types'
import { fingerprint } from './overall'

const sign = (property: string, value: number | null, level: Level | null = null) => ({ property, value, level }) as Vital
const alert = (id: string, level: Level, state: 'OPEN' | 'CLEARED' = 'OPEN', muted = false) => ({ id, level, state, muted: muted ? { kind: 'SILENCED' } : null }) as Alert

describe('what the state of a division hangs on', () => {
  const before = fingerprint([sign('a', 1)], [alert('1', 3), alert('2', 2)])
  it('changes with an alert that opens, worsens, goes quiet or is cleared, and with a sign that leaves its interval', () => {
    const others = [
      fingerprint([sign('a', 1)], [alert('1', 3), alert('2', 2), alert('3', 4)]),
      fingerprint([sign('a', 1)], [alert('1', 3), alert('2', 1)]),
      fingerprint([sign('a', 1)], [alert('1', 3), alert('2', 2, 'OPEN', true)]),
      fingerprint([sign('a', 1)], [alert('1', 3), alert('2', 2, 'CLEARED')]),
      fingerprint([sign('a', 9, 4)], [alert('1', 3), alert('2', 2)]),
      fingerprint([sign('a', null)], [alert('1', 3), alert('2', 2)]),
    ]
    expect(new Set([before, ...others]).size).toBe(7)
  })
  it('stays when a value moves within its interval, or the same alerts come in another order', () => {
    expect(fingerprint([sign('a', 2)], [alert('2', 2), alert('1', 3)])).toBe(before)
  })
})
