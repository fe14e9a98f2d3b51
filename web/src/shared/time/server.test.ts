import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cityNow, cityTold } from './server'

describe('the time of the city', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }))
  afterEach(() => vi.useRealTimers())

  it('is believed from the shortest way, whatever the clock of the phone says', () => {
    // the phone is two minutes slow; the way takes 40 ms, so the city's 1,120,020 is of the phone's 1,000,020
    cityTold(1_120_020, 1_000_000, 1_000_040)
    expect(cityNow()).toBe(1_120_000)
    // a way of three seconds says one second more, which it cannot know: nothing changes
    cityTold(1_122_500, 1_000_000, 1_003_000)
    expect(cityNow()).toBe(1_120_000)
    // a shorter way is nearer to the truth
    cityTold(1_120_110, 1_000_000, 1_000_010)
    expect(cityNow()).toBe(1_120_105)
  })
  it('follows a clock that is set anew', () => {
    cityTold(1_000_005, 1_000_000, 1_000_010)
    expect(cityNow()).toBe(1_000_000)
    cityTold(1_000_100, 1_000_000, 1_000_200)
    expect(cityNow()).toBe(1_000_000)
  })
  it('is not moved by an answer that tells none', () => {
    const before = cityNow()
    cityTold(Number.NaN, 1_000_000, 1_000_001)
    expect(cityNow()).toBe(before)
  })
})
