import { describe, expect, it } from 'vitest'
import { share, shownAs } from './api'

describe('what was proposed', () => {
  it('is written with the confidence of each kind', () => {
    const title = { zh: '', en: '' }
    expect(shownAs([{ category: 'event-0113', title, percent: 83 }, { category: 'part-0102', title, percent: 9 }])).toBe('event-0113:83,part-0102:9')
  })
  it('is nothing when nothing was proposed', () => {
    expect(shownAs([])).toBe('')
  })
  it('is judged by whole percents', () => {
    expect(share(156, 161)).toBe(97)
  })
})
