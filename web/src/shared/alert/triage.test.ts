import { describe, expect, it } from 'vitest'
import { countByLevel, foldQuiet, showFolds, showQueue, step, triage } from './triage'
import { alerts } from '../../../test/world'

const order = (...lines: string[]) => triage(alerts(...lines).values()).map((a) => a.id).join(' ')

describe('triage', () => {
  it('puts the worst level first', () => expect(order('a 4 10:00', 'b 1 09:00', 'c 2 11:00')).toBe('b c a'))
  it('puts what nobody has taken before what somebody has, within a level only', () => expect(order('a 2 11:00 acked', 'b 2 10:00', 'c 1 09:00 acked')).toBe('c b a'))
  it('puts the newest first among equals', () => expect(order('a 3 10:00', 'b 3 12:00')).toBe('b a'))
  it('puts cleared ones last, whatever their level', () => expect(order('a 1 10:00 cleared', 'b 4 10:00')).toBe('b a'))
  it('is stable for equal times', () => expect(order('b 3 10:00', 'a 3 10:00')).toBe('a b'))
})

describe('the queue', () => {
  const before = alerts('a 2 10:00', 'b 3 10:00')
  it('is worst first while nobody touches it', () => expect(showQueue(['b', 'a'], before, false)).toEqual({ ids: ['a', 'b'], waiting: 0 }))
  it('keeps its order under a hand, and counts what waits outside', () => {
    const after = alerts('a 2 10:00 acked', 'b 3 10:00', 'c 1 11:00', 'd 4 11:00')
    expect(showQueue(['b', 'a'], after, true)).toEqual({ ids: ['b', 'a'], waiting: 2 })
  })
  it('lets the new ones in when the hand leaves', () => expect(showQueue(['b', 'a'], alerts('a 2 10:00', 'b 3 10:00', 'c 1 11:00'), false)).toEqual({ ids: ['c', 'a', 'b'], waiting: 0 }))
  it('keeps the row of an alert that clears under the hand, and drops it after', () => {
    const after = alerts('a 2 10:00 cleared', 'b 3 10:00')
    expect(showQueue(['a', 'b'], after, true).ids).toEqual(['a', 'b'])
    expect(showQueue(['a', 'b'], after, false).ids).toEqual(['b'])
  })
  it('fills an empty list even under a hand', () => expect(showQueue([], before, true).ids).toEqual(['a', 'b']))
})

describe('what is kept quiet', () => {
  const by = (kind: string, who: string, reason = who) => ({ muted: { kind, by: who, reason: { zh: reason, en: reason }, until: null } })
  const world = alerts('a 1 10:00', 'b 2 10:00', 'c 3 10:00', 'd 1 10:00', 'e 4 10:00', 'f 2 10:00 cleared')
  const put = (id: string, muted: object) => world.set(id, { ...world.get(id)!, ...muted })
  put('b', by('INHIBITED', 'alert-1', 'upstream is down'))
  put('d', by('INHIBITED', 'alert-2', 'upstream is down'))
  put('c', by('SILENCED', '7'))
  put('e', by('CASE', 'C-1'))
  put('f', by('SILENCED', '7'))
  it('is folded by what does it, the fullest and the worst first', () =>
    expect(foldQuiet(world.values()).map((f) => `${f.kind} ${f.alerts.map((a) => a.id).join('')}`)).toEqual(['INHIBITED db', 'SILENCED c']))
  it('keeps its place in the folds under a hand, and is folded anew after', () => {
    const folds = (shown: ReturnType<typeof foldQuiet>, held: boolean) => showFolds(shown, later, held).map((f) => f.kind + ' ' + f.alerts.map((a) => a.id).join(''))
    const later = new Map(world)
    later.set('a', { ...world.get('a')!, ...by('SILENCED', '7') })
    later.delete('b')
    expect(folds(foldQuiet(world.values()), true)).toEqual(['INHIBITED d', 'SILENCED c'])
    expect(folds(foldQuiet(world.values()), false)).toEqual(['SILENCED ac', 'INHIBITED d'])
    expect(folds([], true)).toEqual(['SILENCED ac', 'INHIBITED d'])
  })
  it('is not in the queue; what a case covers is', () => expect(showQueue([], world, false).ids).toEqual(['a', 'e']))
  it('keeps its row while a hand is on the list', () => expect(showQueue(['c', 'a'], world, true)).toEqual({ ids: ['c', 'a'], waiting: 1 }))
})

describe('the keys', () => {
  it('begin at the top going down and at the end going up', () => {
    expect(step(['a', 'b', 'c'], null, 1)).toBe('a')
    expect(step(['a', 'b', 'c'], null, -1)).toBe('c')
  })
  it('stay at the ends', () => {
    expect(step(['a', 'b'], 'b', 1)).toBe('b')
    expect(step(['a', 'b'], 'a', -1)).toBe('a')
  })
  it('have nothing to choose in an empty list', () => expect(step([], 'a', 1)).toBeNull())
})

it('counts open alerts by level', () => expect(countByLevel(alerts('a 1 10:00', 'b 3 10:00', 'c 3 10:00', 'd 3 10:00 cleared').values())).toEqual([1, 0, 2, 0]))
