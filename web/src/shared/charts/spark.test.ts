import { expect, it } from 'vitest'
import { spark } from './spark'

it('draws time true to scale and values from the bottom up', () => expect(spark([[0, 0], [10, 10]], 100, 20)).toEqual({ path: 'M0.0 20.0L100.0 0.0', last: { x: 100, y: 0 } }))
it('leaves a gap where readings are missing', () => expect(spark([[0, 1], [1, 1], [2, 1], [20, 1], [21, 1]], 21, 10).path.match(/M/g)).toHaveLength(2))
it('draws nothing from less than two values', () => {
  expect(spark([[0, 1]], 10, 10).path).toBe('')
  expect(spark([[0, null], [1, null]], 10, 10).path).toBe('')
})
it('draws a steady line in the middle', () => expect(spark([[0, 5], [1, 5]], 10, 10).path).toBe('M0.0 5.0L10.0 5.0'))
