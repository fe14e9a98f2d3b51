import { describe, expect, it } from 'vitest'
import type { CaseSummary, LngLat } from '@/shared/api/types'
import { metres } from './tasks'
import { length, navigation, tour } from './tour'

const NOW = Date.parse('2026-03-02T02:00:00Z')
const task = (id: string, at: LngLat | null, dueInHours: number | null = null) =>
  ({ id, location: at, openedAt: '2026-03-01', deadline: dueInHours === null ? null : { at: new Date(NOW + dueInHours * 3600_000).toISOString() } }) as CaseSummary
const ids = (tasks: CaseSummary[], here: LngLat | null) => tour(tasks, here, NOW).map((stop) => stop.task.id)

describe('the way through the tasks', () => {
  it('goes along a street and not to and fro', () => {
    const street = [task('c', [104.03, 30.6]), task('a', [104.01, 30.6]), task('d', [104.04, 30.6]), task('b', [104.02, 30.6])]
    expect(ids(street, [104, 30.6])).toEqual(['a', 'b', 'c', 'd'])
    expect(ids(street, [104.05, 30.6])).toEqual(['d', 'c', 'b', 'a'])
  })

  it('begins with what is due within two hours, however far it is', () => {
    expect(ids([task('near', [104.001, 30.6], 8), task('soon', [104.2, 30.6], 1.5), task('late', [104.1, 30.6], -3)], [104, 30.6])).toEqual(['late', 'soon', 'near'])
  })

  it('leaves out what has no place, and says nothing of a first distance without a position', () => {
    const way = tour([task('a', [104, 30.6]), task('nowhere', null)], null, NOW)
    expect(way.map((stop) => [stop.task.id, stop.metres])).toEqual([['a', 0]])
    expect(tour([], [104, 30.6], NOW)).toEqual([])
  })

  it('is hardly longer than the shortest of all orders', () => {
    let seed = 20261126
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    let worst = 1
    for (let world = 0; world < 30; world++) {
      const here: LngLat = [104 + random() / 10, 30.6 + random() / 10]
      const tasks = Array.from({ length: 6 }, (_, i) => task(String(i), [104 + random() / 10, 30.6 + random() / 10]))
      worst = Math.max(worst, length(tour(tasks, here, NOW)) / best(here, tasks.map((one) => one.location!)))
    }
    expect(worst).toBeLessThan(1.15)
  })
})

/** The shortest way by trying all 720 orders. */
function best(at: LngLat, left: LngLat[]): number {
  if (left.length === 0) return 0
  return Math.min(...left.map((next, i) => metres(at, next) + best(next, left.filter((_, k) => k !== i))))
}

it('opens the telephone\'s own map', () => {
  expect(navigation([104.0245, 30.6605], '井盖', 'Android')).toBe('geo:30.660500,104.024500?q=30.660500,104.024500(%E4%BA%95%E7%9B%96)')
  expect(navigation([104.0245, 30.6605], '井盖', 'iPhone')).toBe('maps:?daddr=30.660500,104.024500&q=%E4%BA%95%E7%9B%96')
})
