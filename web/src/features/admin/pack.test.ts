import { expect, it } from 'vitest'
import { durationText, levelNumber } from './pack'

it('knows the levels by their Roman and Arabic numerals', () => expect(['I', 'II', 'iii', 'IV', '2', 'V', ''].map(levelNumber)).toEqual([1, 2, 3, 4, 2, null, null]))
it('says durations in words and leaves what it does not know', () => expect(['PT2H', 'PT1H30M', 'P1D', 'PT0S', 'soon'].map(durationText)).toEqual(['2 h', '1 h 30 min', '1 d', '', 'soon']))
