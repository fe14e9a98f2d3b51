// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'

vi.mock('vue-i18n', () => ({ useI18n: () => ({ t: (key: string) => key }) }))
import { useActs, useShown } from './acts'

describe('what a page does', () => {
  it('reads the page anew after an act that went well', async () => {
    const after = vi.fn(async () => undefined)
    const { refusal, busy, does } = useActs(after)
    const during = does(async () => undefined)
    expect(busy.value).toBe(true)
    await during
    expect([after.mock.calls.length, busy.value, refusal.value]).toEqual([1, false, ''])
  })

  it('tells a refusal in its own words and reads nothing', async () => {
    const after = vi.fn(async () => undefined)
    const { refusal, busy, does } = useActs(after)
    await does(async () => Promise.reject(new Error('the name is taken')))
    expect([after.mock.calls.length, busy.value, refusal.value]).toEqual([0, false, 'the name is taken'])
    await does(async () => Promise.reject('?'))
    expect(refusal.value).toBe('problem.other')
    await does(async () => undefined)
    expect(refusal.value).toBe('')
  })
})

describe('what a page shows', () => {
  it('keeps what it had where reading again fails', async () => {
    const answers = [async () => 7, async () => Promise.reject(new Error('gone')), async () => 8]
    const { value, error, load } = useShown(() => answers.shift()!())
    expect(value.value).toBeNull()
    await load()
    await load()
    expect([value.value, (error.value as Error).message]).toEqual([7, 'gone'])
    await load()
    expect([value.value, error.value]).toEqual([8, null])
  })
})
