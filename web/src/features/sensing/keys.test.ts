import { describe, expect, it } from 'vitest'
import { idsIn } from './keys'

describe('ids of datastreams in a text', () => {
  it('stand between spaces and commas of both kinds, each once', () => expect(idsIn(' 7, 8，9、7 ')).toEqual([7, 8, 9]))
  it('may be none', () => expect(idsIn('  ')).toEqual([]))
  it.each(['7 x', '0', '-1', '1.5', '99999999999999999'])('are nothing else: %s', (text) => expect(idsIn(text)).toBeNull())
})
