import { describe, expect, it } from 'vitest'
import { complete, emptyDraft, formOf } from './draft'
import { drop, keep, mine, newSecret } from './secret'
import { fitted } from '@/shared/photo/shrink'

const road = { code: 'event-0113', title: { zh: '道路破损', en: 'Road damage' }, group: { zh: '市容环境', en: '' }, common: true }
const street = { code: '510104017', name: { zh: '西街道', en: 'West' } }

describe('a draft', () => {
  it('can be sent with a place, a kind, and a photo or words', () => {
    const d = { ...emptyDraft(), kind: road, division: street }
    expect(complete(d, 'send')).toBe(false)
    expect(complete({ ...d, words: '有坑' }, 'send')).toBe(true)
    expect(complete({ ...d, words: '  ' }, 'send')).toBe(false)
    expect(complete({ ...d, photos: [new File(['x'], 'a.jpg')] }, 'send')).toBe(true)
    expect(complete({ ...d, words: '有坑', division: null }, 'send')).toBe(false)
  })

  it('sends the place on the map, or the division when there is none', () => {
    const d = { ...emptyDraft(), kind: road, division: street, words: ' 有坑 ' }
    expect(formOf(d).get('division')).toBe('510104017')
    expect(formOf(d).get('words')).toBe('有坑')
    const placed = formOf({ ...d, at: [104.5, 30.5] })
    expect([placed.get('lng'), placed.get('lat'), placed.get('division')]).toEqual(['104.5', '30.5', null])
    expect(formOf(d).has('phone')).toBe(false)
  })

  it('has a secret of 43 signs, another one each time', () => {
    expect(newSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(newSecret()).not.toBe(newSecret())
  })
})

describe('the reports of this phone', () => {
  it('are kept once each, the newest first, and can be dropped', () => {
    for (const link of ['a', 'b', 'a']) keep({ link, number: link, title: 't', at: 1 })
    expect(mine().map((m) => m.link)).toEqual(['a', 'b'])
    drop('a')
    expect(mine().map((m) => m.link)).toEqual(['b'])
  })
})

describe('a photo', () => {
  it('is sent no larger than the server keeps it', () => {
    expect(fitted(5120, 3840)).toEqual({ width: 2560, height: 1920 })
    expect(fitted(800, 600)).toEqual({ width: 800, height: 600 })
    expect(fitted(10000, 1)).toEqual({ width: 2560, height: 1 })
  })
})
