import { describe, expect, it } from 'vitest'
import { areasOf, labelsOf, onMap, type WarningArea } from './warning'

const square = { type: 'MultiPolygon' as const, coordinates: [[[[104, 30], [105, 30], [105, 31], [104, 30]]]] }
const rain: WarningArea = {
  type: 'Feature', id: 'rain', geometry: square,
  properties: { key: 'rain', status: 'Actual', event: '暴雨', headline: '发布暴雨橙色预警', senderName: '芙蓉市气象台', severity: 'Severe', colour: 2, expires: '2026-03-02T12:00:00Z', inForce: true, at: [104.5, 30.5], drawn: true },
}
const like = (change: Partial<WarningArea['properties']>): WarningArea => ({ ...rain, properties: { ...rain.properties, ...change } })

describe('warnings of others on the map', () => {
  it('are those that are in force and meant', () => expect(onMap([rain, like({ status: 'Exercise' }), like({ inForce: false })])).toEqual([rain]))
  it('leave out what has no place', () => expect(onMap([like({ at: null })])).toEqual([]))
  it('carry their colour, and none when they name none', () => {
    expect(areasOf([rain, like({ colour: null })]).features.map((f) => f.properties!.colour)).toEqual([2, 0])
  })
  it('have one label each, also where they are only a point', () => {
    const point: WarningArea = { ...rain, geometry: null }
    expect(areasOf([point]).features).toEqual([])
    expect(labelsOf([point], (w) => w.senderName).features.map((f) => [f.geometry.coordinates, f.properties!.words])).toEqual([[[104.5, 30.5], '芙蓉市气象台']])
  })
})
