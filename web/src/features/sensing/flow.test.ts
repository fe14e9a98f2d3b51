import { describe, expect, it } from 'vitest'
import { emptyFlow, MOST, rate, take, type FlowEvent, type Reading } from './flow'

const reading = (value: number): Reading => ({ datastream: 1, thing: 1, name: 'A', property: { zh: '甲', en: 'A' }, at: '2026-03-01T00:00:00Z', value, text: null, unit: '', division: { code: '', name: { zh: '', en: '' } } as Reading['division'], simulated: false })
const event = (matched: number, values: number[], dropped = 0): FlowEvent => ({ at: '', matched, dropped, rows: values.map(reading) })

describe('the flow of readings', () => {
  it('shows the newest first', () => expect(take(take(emptyFlow, event(2, [1, 2]), false, 0), event(1, [3]), false, 250).rows.map((r) => r.value)).toEqual([3, 2, 1]))
  it('keeps no more than fits, each under a key of its own', () => {
    let flow = emptyFlow
    for (let i = 0; i < 10; i++) flow = take(flow, event(50, Array.from({ length: 50 }, (_, k) => i * 50 + k)), false, i)
    expect(flow.rows).toHaveLength(MOST)
    expect(flow.rows[0]?.value).toBe(499)
    expect(new Set(flow.rows.map((r) => r.key)).size).toBe(MOST)
    expect(flow.total).toBe(500)
  })
  it('stands still while it is paused and counts what passes', () => {
    const shown = take(emptyFlow, event(1, [1]), false, 0)
    const paused = take(shown, event(7, [2]), true, 250)
    expect(paused.rows).toBe(shown.rows)
    expect(paused.passed).toBe(7)
    expect(take(paused, event(1, [3]), false, 500).passed).toBe(0)
  })
  it('says how many a second of the last five', () => {
    const flow = take(take(take(emptyFlow, event(1000, []), false, 0), event(20, []), false, 6_000), event(30, []), false, 7_000)
    // 20 + 30 in 5 s; the thousand are longer ago
    expect(rate(flow, 7_000)).toBe(10)
    expect(rate(flow, 20_000)).toBe(0)
  })
  it('adds up what was dropped', () => expect(take(take(emptyFlow, event(1, [], 5), false, 0), event(1, [], 2), false, 1).dropped).toBe(7))
})
