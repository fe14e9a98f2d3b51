import { describe, expect, it } from 'vitest'
import type { Alert, Level, Vital } from '@/shared/api/types'
import { overallOf } from './overall'

const sign = (property: string, value: number | null, high: number | null): Vital => ({ property, value, reference: high === null ? null : { low: null, high, source: '试' }, level: value !== null && high !== null && value > high ? 4 : null }) as Vital
const alert = (level: Level, state: 'OPEN' | 'CLEARED' = 'OPEN', muted = false) => ({ level, state, muted: muted ? { kind: 'SILENCE' } : null }) as Alert
const said = (vitals: Vital[], alerts: Alert[]) => {
  const overall = overallOf(vitals, alerts)
  return [overall.code, overall.level, ...overall.because.map((r) => `${r.code} ${r.n}/${r.of}`)]
}

describe('the state of a division', () => {
  it('is the gravest open alert, whatever the signs are', () => {
    expect(said([sign('a', 1, 5), sign('b', 9, 5)], [alert(3), alert(2), alert(1, 'CLEARED')])).toEqual(['ALERT', 2, 'alerts 2/2', 'outside 1/2', 'inside 1/2'])
  })
  it('goes by the signs where every alert is muted, and says so', () => {
    expect(said([sign('a', 9, 5)], [alert(1, 'OPEN', true)])).toEqual(['OUTSIDE', null, 'muted 1/1', 'outside 1/1'])
  })
  it('is calm where what is known lies inside, and names what is not known', () => {
    expect(said([sign('a', 1, 5), sign('b', null, 5), sign('c', 7, null)], [])).toEqual(['CALM', null, 'inside 1/3', 'unknown 1/3', 'noReference 1/3'])
    expect(overallOf([sign('a', 1, 5), sign('b', null, 5)], []).because[1]!.signs.map((v) => v.property)).toEqual(['b'])
  })
  it('cannot be said where no sign has a value and an interval', () => {
    expect(said([sign('a', null, 5), sign('b', 3, null)], [])).toEqual(['CANNOT_SAY', null, 'unknown 1/2', 'noReference 1/2'])
    expect(said([], [])).toEqual(['CANNOT_SAY', null])
  })
})
