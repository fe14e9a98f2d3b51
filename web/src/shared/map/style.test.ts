import { describe, expect, it } from 'vitest'
import { buildStyle, dropThings, ramp, shownOf } from './style'

describe('what the map shows of an area', () => {
  it('is its children, found by the beginning of their codes', () => {
    expect(shownOf('510100', 'CITY', true)).toEqual({ level: 'county', filter: ['==', ['slice', ['get', 'code'], 0, 4], '5101'] })
    expect(shownOf('510104', 'COUNTY', true)).toEqual({ level: 'street', filter: ['==', ['slice', ['get', 'code'], 0, 6], '510104'] })
    expect(shownOf('510104017001', 'COMMUNITY', true).level).toBe('grid')
  })
  it('is the area itself when it has none', () => expect(shownOf('510104017001', 'COMMUNITY', false)).toEqual({ level: 'community', filter: ['==', ['get', 'code'], '510104017001'] }))
})

describe('the style', () => {
  const style = buildStyle({ origin: 'http://city', token: (name) => name, shown: shownOf('510100', 'CITY', true), english: false, things: false })
  it('asks this server only and no glyph server', () => {
    expect(style.glyphs).toBeUndefined()
    expect(style.sprite).toBeUndefined()
    expect(JSON.stringify(style.sources)).toContain('http://city/tiles/divisions/{z}/{x}/{y}.mvt')
  })
  it('shows one level at a time', () => {
    const visible = style.layers.filter((l) => l.id.startsWith('fill-') && (l.layout as { visibility: string }).visibility === 'visible')
    expect(visible.map((l) => l.id)).toEqual(['fill-county'])
  })
  it('carries its names, so that they are drawn with the first picture', () => {
    const names = { type: 'FeatureCollection' as const, features: [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [104, 30] }, properties: { zh: '锦江区' } }] }
    const named = buildStyle({ origin: 'http://city', token: (name) => name, shown: null, english: false, things: false, names })
    expect((named.sources.names as { data: unknown }).data).toEqual(names)
    expect((style.sources.names as { data: { features: unknown[] } }).data.features).toEqual([])
  })
  it('lets names step aside on a wall only, where nobody zooms', () => {
    const anchors = (scale?: number) => Object.keys(buildStyle({ origin: '', token: (name) => name, shown: null, english: false, things: false, scale }).layers.find((l) => l.id === 'label')!.layout!).includes('text-variable-anchor')
    expect([anchors(), anchors(2)]).toEqual([false, true])
  })
})

it('draws warnings of others dashed, under the alerts and over the places', () => {
  const { layers } = buildStyle({ origin: '', token: (name) => name, shown: null, english: false, things: true })
  const at = (id: string) => layers.findIndex((l) => l.id === id)
  expect(layers[at('warning-line')]!.paint).toHaveProperty('line-dasharray')
  expect([at('fill-county') < at('warning-fill'), at('warning-line') < at('things'), at('warning-labels') < at('alerts')]).toEqual([true, true, true])
})

describe('the ramp', () => {
  it('runs from the lowest to the highest value and leaves out what has none', () => expect([...ramp([{ code: 'a', value: 10 }, { code: 'b', value: 20 }, { code: 'c', value: null }, { code: 'd', value: 15 }])]).toEqual([['a', 0], ['b', 1], ['d', 0.5]]))
  it('is not stretched by an abnormal value, which has its own hue', () => expect([...ramp([{ code: 'a', value: 10, level: null }, { code: 'b', value: 20, level: null }, { code: 'c', value: 900, level: 1 }])]).toEqual([['a', 0], ['b', 1]]))
  it('is empty without values', () => expect(ramp([{ code: 'a', value: null }]).size).toBe(0))
  it('is the middle when all are equal', () => expect([...ramp([{ code: 'a', value: 3 }, { code: 'b', value: 3 }]).values()]).toEqual([0.5, 0.5]))
})

it('of people without an account has no source of things, and no layer of a source that is gone', () => {
  const style = buildStyle({ origin: 'http://city', token: (name) => name, shown: null, english: false, things: false })
  dropThings(style)
  expect(Object.keys(style.sources)).not.toContain('things')
  expect(style.layers.filter((layer) => 'source' in layer && !(String(layer.source) in style.sources))).toEqual([])
  expect(style.layers.some((layer) => 'source' in layer && layer.source === 'divisions')).toBe(true)
})
