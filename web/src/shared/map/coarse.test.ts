import { describe, expect, it } from 'vitest'
import { stutters } from './coarse'

const every = (ms: number, frames: number) => Array.from({ length: frames }, (_, i) => i * ms)

describe('a moving map', () => {
  it('stutters below twenty frames a second', () => {
    expect(stutters(every(60, 7))).toBe(true)
    expect(stutters(every(45, 7))).toBe(false)
  })

  it('is not judged by fewer than six frames, nor by one slow one', () => {
    expect(stutters(every(200, 6))).toBe(false)
    expect(stutters([...every(16, 6), 80 + 200])).toBe(false)
  })

  it('does not take a pause for a slow frame', () => expect(stutters([0, 16, 32, 48, 64, 80, 5_000])).toBe(false))
})
