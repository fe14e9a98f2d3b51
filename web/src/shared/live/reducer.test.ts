import { describe, expect, it } from 'vitest'
import type { Vital } from '@/shared/api/types'
import { alert } from '../../../test/world'
import { emptyLive, reduce, type LiveEvent } from './reducer'

const vital = (property: string, value: number): Vital => ({ property, title: { zh: property, en: property }, unit: '1', value, sensors: null, reference: null, level: null, asOf: null, simulated: false, trend: [] })
const play = (...events: LiveEvent[]) => events.reduce(reduce, emptyLive)
const snapshot = (...lines: string[]): LiveEvent => ({ type: 'snapshot', data: { alerts: lines.map(alert), vitals: [vital('pm25', 30)], caseCounts: { open: 3 } } })

describe('the live stream', () => {
  it('knows nothing before the snapshot', () => expect(emptyLive.synced).toBe(false))
  it('takes the snapshot as the whole truth', () => {
    const state = play(snapshot('old 1 09:00'), snapshot('a 2 10:00', 'b 3 10:00'))
    expect([...state.alerts.keys()]).toEqual(['a', 'b'])
    expect(state.synced).toBe(true)
    expect(state.caseCounts).toEqual({ open: 3 })
  })
  it('adds and replaces by id', () => {
    const state = play(snapshot('a 2 10:00'), { type: 'alert', data: alert('a 1 10:05') }, { type: 'alert', data: alert('b 4 10:06') })
    expect([...state.alerts.values()].map((a) => a.id + a.level)).toEqual(['a1', 'b4'])
  })
  it('ignores an alert older than the one it has', () => expect(play(snapshot('a 1 10:05'), { type: 'alert', data: alert('a 2 10:00') }).alerts.get('a')!.level).toBe(1))
  it('keeps the title and the reference of a vital sign when a delta brings the value only', () => {
    const state = play(snapshot(), { type: 'vital', data: { property: 'pm25', value: 41 } })
    expect(state.vitals.get('pm25')).toMatchObject({ value: 41, title: { zh: 'pm25' } })
  })
  it('leaves out a bare delta of a sign that no snapshot named', () => expect(play(snapshot(), { type: 'vital', data: { property: 'no2', value: 1 } }).vitals.has('no2')).toBe(false))
  it('counts case events, so that lists ask again', () => {
    const before = play(snapshot())
    expect(reduce(before, { type: 'case', data: { caseCounts: { open: 4 } } })).toMatchObject({ caseChanges: before.caseChanges + 1, caseCounts: { open: 4 } })
    expect(reduce(before, { type: 'case', data: {} }).caseCounts).toEqual({ open: 3 })
  })
  it('counts what else was told, and takes a snapshot for all of it', () => {
    const before = play(snapshot())
    expect(reduce(before, { type: 'calm' })).toMatchObject({ calm: before.calm + 1, inbox: before.inbox, warning: before.warning })
    expect(reduce(before, { type: 'inbox', data: { user: 'u1' } }).inbox).toBe(before.inbox + 1)
    expect(play(snapshot(), snapshot())).toMatchObject({ calm: 2, inbox: 2, warning: 2 })
  })
  it('forgets everything on a reset', () => {
    const state = play(snapshot('a 1 10:00'), { type: 'reset' })
    expect(state.alerts.size).toBe(0)
    expect(state.synced).toBe(false)
  })
  it('never changes a state that was given out', () => {
    const before = play(snapshot('a 2 10:00'))
    reduce(before, { type: 'alert', data: alert('b 1 10:01') })
    expect(before.alerts.size).toBe(1)
  })
})
