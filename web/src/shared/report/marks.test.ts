import { describe, expect, it } from 'vitest'
import { between, nudge, pointIn } from './marks'

describe('marks on a photo', () => {
  it('are parts of the picture, whatever its size on the screen', () => {
    const box = { left: 100, top: 50, width: 400, height: 200 }
    expect(pointIn(box, { clientX: 200, clientY: 100 })).toEqual({ x: 0.25, y: 0.25 })
    expect(pointIn(box, { clientX: 900, clientY: 0 })).toEqual({ x: 1, y: 0 })
  })
  it('may be drawn from any corner', () => {
    const mark = { x: 0.2, y: 0.1, width: 0.3, height: 0.4 }
    expect(between({ x: 0.2, y: 0.1 }, { x: 0.5, y: 0.5 })).toEqual(mark)
    expect(between({ x: 0.5, y: 0.1 }, { x: 0.2, y: 0.5 })).toEqual(mark)
  })
  it('are none when the finger only slipped', () => {
    expect(between({ x: 0.2, y: 0.2 }, { x: 0.205, y: 0.9 })).toBeNull()
  })
  it('are moved and sized by keys, and stay in the picture', () => {
    const mark = { x: 0.895, y: 0.5, width: 0.1, height: 0.1 }
    expect(nudge(mark, 'ArrowRight', false)).toEqual({ ...mark, x: 0.9 })
    expect(nudge(mark, 'ArrowDown', true)).toEqual({ ...mark, height: 0.11 })
    expect(nudge({ ...mark, width: 0.01 }, 'ArrowLeft', true)).toEqual({ ...mark, width: 0.01 })
    expect(nudge(mark, 'a', false)).toBeNull()
  })
})
