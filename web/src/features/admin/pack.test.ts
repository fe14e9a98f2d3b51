import { describe, expect, it } from 'vitest'
import { diffLines, durationText, judged, levelNumber, offsetOf, placeOf } from './pack'

it('knows the levels by their Roman and Arabic numerals', () => expect(['I', 'II', 'iii', 'IV', '2', 'V', ''].map(levelNumber)).toEqual([1, 2, 3, 4, 2, null, null]))
it('says durations in words and leaves what it does not know', () => expect(['PT2H', 'PT1H30M', 'P1D', 'PT0S', 'soon'].map(durationText)).toEqual(['2 h', '1 h 30 min', '1 d', '', 'soon']))
it('counts what cannot be judged among what is looked at', () => expect(judged({ ok: 3, pending: 1, firing: 2, cannotJudge: 4 })).toEqual({ all: 10, judged: 6 }))
it('finds the place of a notice', () => {
  expect(placeOf('packs/air/rules/x.yaml:5:36')).toEqual({ file: 'air/rules/x.yaml', line: 5, column: 36 })
  expect(placeOf('somewhere')).toBeNull()
})
it('turns a line and a column into an offset', () => {
  expect(offsetOf('ab\ncde\nf', 2, 3)).toBe(5)
  expect(offsetOf('ab', 9, 9)).toBe(2)
})

describe('lines that differ', () => {
  it('shows what went and what came with lines around', () => {
    expect(diffLines('a\nb\nc\n', 'a\nx\nc\n').map((l) => l.kind + ' ' + l.text)).toEqual(['same a', 'gone b', 'new x', 'same c'])
  })
  it('skips what is far from any difference and shows nothing of equal texts', () => {
    expect(diffLines('1\n2\n3\n4\n5\nb', '1\n2\n3\n4\n5\nc', 1).map((l) => l.kind)).toEqual(['skip', 'same', 'gone', 'new'])
    expect(diffLines('a\n', 'a\n').filter((l) => l.kind !== 'skip')).toEqual([])
  })
  it('takes a new file as all new', () => {
    expect(diffLines('', 'a\n').map((l) => l.kind)).toEqual(['new'])
  })
})
