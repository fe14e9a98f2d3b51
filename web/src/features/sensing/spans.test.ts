import { describe, expect, it } from 'vitest'
import { windowOf } from './spans'

const NOW = Date.parse('2026-03-02T00:00:00Z')

describe('a span of history', () => {
  it('ends at the newest reading, not at the present', () => {
    expect(windowOf('day', '2014-01-02T00:00:00Z', NOW)).toEqual({ from: '2014-01-01T00:00:00.001Z', to: '2014-01-02T00:00:00.001Z', every: 'PT5M' })
  })

  it('ends now when nothing was ever heard, or when a clock is ahead', () => {
    expect(windowOf('week', null, NOW).to).toBe('2026-03-02T00:00:00.001Z')
    expect(windowOf('week', '2030-01-01T00:00:00Z', NOW).to).toBe('2026-03-02T00:00:00.001Z')
  })

  it('ends now when the newest reading is in it: what was not heard since is part of the history', () => {
    expect(windowOf('day', '2026-03-01T05:00:00Z', NOW).to).toBe('2026-03-02T00:00:00.001Z')
    expect(windowOf('day', '2026-02-28T23:59:59Z', NOW).to).toBe('2026-02-28T23:59:59.001Z')
  })

  it('takes intervals that leave at most some hundred points', () => {
    for (const span of ['day', 'week', 'month', 'year'] as const) {
      const { from, to, every } = windowOf(span, null, NOW)
      const ms = { PT5M: 300_000, PT1H: 3_600_000, PT3H: 10_800_000, P1D: 86_400_000 }[every]!
      expect((Date.parse(to) - Date.parse(from)) / ms).toBeLessThanOrEqual(366)
    }
  })
})
