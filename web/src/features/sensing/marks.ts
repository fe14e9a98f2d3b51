import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { withQuery } from '@/shared/api/http'
import { MAP_FONTS, type Tokens } from '@/shared/map/style'
import type { Health } from './api'

/** Which devices a map shows: the same as the list beside it. */
export interface Shown { division: string; kind: string; health: Health | '' }

/** Layers that stand for devices. */
export const MARKS = ['things', 'thing-clusters']

/** Layers of the divisions that the map of devices needs: the ground and its border; all others only cost time. */
const GROUND = ['background', 'ground', 'line-frame', 'label']

export const tilesOf = (origin: string, { division, kind, health }: Shown) => `${origin}/tiles/things/{z}/{x}/{y}.mvt${withQuery('', { division: division || undefined, kind: kind || undefined, health: health || undefined })}`

/** What is not well is a dark ring: the warning hues are kept for warnings. So is the circle around many of which one is not. */
export function markHealth(style: StyleSpecification, token: Tokens, tiles: string): StyleSpecification {
  const ill = ['>', ['coalesce', ['get', 'ill'], 0], 0]
  const marks: LayerSpecification[] = [
    {
      id: 'things', type: 'circle', source: 'things', 'source-layer': 'things', filter: ['!', ['has', 'count']],
      layout: { 'circle-sort-key': ['case', ['has', 'health'], 1, 0] },
      paint: {
        'circle-color': ['case', ['has', 'health'], token('panel'), token('brand')], 'circle-stroke-color': ['case', ['has', 'health'], token('text'), token('map-halo')],
        'circle-stroke-width': ['case', ['has', 'health'], 1.8, 0.8], 'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, 2.2, 11, 3, 15, 5],
      },
    },
    {
      id: 'thing-clusters', type: 'circle', source: 'things', 'source-layer': 'things', filter: ['has', 'count'],
      layout: { 'circle-sort-key': ['case', ill, 1, 0] },
      paint: {
        'circle-color': token('brand-soft'), 'circle-stroke-color': ['case', ill, token('text'), token('brand')], 'circle-stroke-width': ['case', ill, 2, 1],
        // a number needs room; below ten there is none
        'circle-radius': ['step', ['get', 'count'], 4, 10, 9, 100, 11, 1000, 13, 10_000, 16],
      },
    },
    {
      id: 'thing-counts', type: 'symbol', source: 'things', 'source-layer': 'things', filter: ['all', ['has', 'count'], ['>=', ['get', 'count'], 10]],
      layout: { 'text-font': MAP_FONTS, 'text-size': 10, 'text-allow-overlap': true, 'text-ignore-placement': true, 'text-field': short(['get', 'count']) },
      paint: { 'text-color': token('text') },
    },
  ] as LayerSpecification[]
  const ground = style.layers.filter((layer) => GROUND.includes(layer.id))
  const labels = ground.filter((layer) => layer.id === 'label')
  return {
    ...style,
    sources: { divisions: style.sources.divisions!, names: style.sources.names!, things: { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: 14 } },
    layers: [...ground.filter((layer) => layer.id !== 'label'), ...marks, ...labels],
  }
}

/** 1,234 is 1k: a number has to fit its circle. */
function short(of: unknown): unknown {
  return ['case', ['>=', of, 1000], ['concat', ['to-string', ['round', ['/', of, 1000]]], 'k'], ['to-string', of]]
}
