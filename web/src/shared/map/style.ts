import type { FeatureCollection, MultiPolygon, Point } from 'geojson'
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { DivisionLevel } from '@/shared/api/types'

/** The four levels that have polygons on the map, widest first; the names are those of the tile layers. */
export const tileLevels = ['county', 'street', 'community', 'grid'] as const
export type TileLevel = (typeof tileLevels)[number]

/** Digits of a code that name a division of the level: a child's code begins with its parent's. */
const PREFIX: Record<DivisionLevel, number> = { CITY: 4, COUNTY: 6, STREET: 9, COMMUNITY: 12, GRID: 15 }

export interface Shown { level: TileLevel; filter: FilterSpecification }

/** What the map shows of an area: its children, or itself when it has none. */
export function shownOf(code: string, level: DivisionLevel, hasChildren: boolean): Shown {
  const next: Record<DivisionLevel, TileLevel> = { CITY: 'county', COUNTY: 'street', STREET: 'community', COMMUNITY: 'grid', GRID: 'grid' }
  if (!hasChildren && level !== 'CITY') return { level: level.toLowerCase() as TileLevel, filter: ['==', ['get', 'code'], code] }
  const digits = PREFIX[level]
  return { level: next[level], filter: ['==', ['slice', ['get', 'code'], 0, digits], code.slice(0, digits)] }
}

/** Labels are drawn with the fonts of the reader's machine (no glyph server), so these are CSS font names. */
export const MAP_FONTS = ['PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'sans-serif']

export type Tokens = (name: string) => string

/** Reads the palette of the page's theme. */
export function tokensOf(element: Element = document.documentElement): Tokens {
  const style = getComputedStyle(element)
  return (name) => style.getPropertyValue('--' + name).trim() || '#888'
}

/** Abnormal places take the hue of their level; the others a quiet ramp by `r`, their place between the lowest and highest. */
function fillColour(token: Tokens): ExpressionSpecification {
  const level = ['feature-state', 'level'] as unknown as ExpressionSpecification
  return [
    'case',
    ['==', level, 1], token('sev1'),
    ['==', level, 2], token('sev2'),
    ['==', level, 3], token('sev3'),
    ['==', level, 4], token('sev4'),
    ['interpolate', ['linear'], ['coalesce', ['feature-state', 'r'], -0.2], -0.2, token('map-none'), 0, token('map-low'), 0.5, token('map-mid'), 1, token('map-high')],
  ] as ExpressionSpecification
}

const fillOpacity = ['case', ['>', ['coalesce', ['feature-state', 'level'], 0], 0], 0.42, 1] as unknown as ExpressionSpecification

/** The hue of the colour that they themselves name; the colour of plain words where they name none. */
function theirColour(token: Tokens): ExpressionSpecification {
  return ['match', ['get', 'colour'], 1, token('sev1'), 2, token('sev2'), 3, token('sev3'), 4, token('sev4'), token('dim')] as ExpressionSpecification
}

/** Warnings of others: dashed and hardly filled, so that nobody takes them for places that our own rules found wrong. */
function warningAreas(token: Tokens): LayerSpecification[] {
  return [
    { id: 'warning-fill', type: 'fill', source: 'warnings', paint: { 'fill-color': theirColour(token), 'fill-opacity': 0.1 } },
    { id: 'warning-line', type: 'line', source: 'warnings', layout: { 'line-join': 'round' }, paint: { 'line-color': theirColour(token), 'line-width': 2, 'line-dasharray': [3, 2] } },
  ]
}

/** Points with what is written or drawn at them. */
export type Points = FeatureCollection<Point>
const NO_POINTS: Points = { type: 'FeatureCollection', features: [] }
export type Areas = FeatureCollection<MultiPolygon>
const NO_AREAS: Areas = { type: 'FeatureCollection', features: [] }

export interface StyleInput { origin: string; token: Tokens; shown: Shown | null; english: boolean; things: boolean; scale?: number; names?: Points; alerts?: Points; warnings?: Areas; warningLabels?: Points }

export function buildStyle({ origin, token, shown, english, things, scale = 1, names = NO_POINTS, alerts = NO_POINTS, warnings = NO_AREAS, warningLabels = NO_POINTS }: StyleInput): StyleSpecification {
  const layers: LayerSpecification[] = [
    { id: 'background', type: 'background', paint: { 'background-color': token('map-bg') } },
    { id: 'ground', type: 'fill', source: 'divisions', 'source-layer': 'county', paint: { 'fill-color': token('map-out') } },
  ]
  const visible = (level: TileLevel) => (shown?.level === level ? 'visible' : 'none') as 'visible' | 'none'
  const filter = (level: TileLevel): FilterSpecification => (shown?.level === level ? shown.filter : ['==', ['get', 'code'], '']) as FilterSpecification
  for (const level of tileLevels) {
    layers.push({
      id: 'fill-' + level, type: 'fill', source: 'divisions', 'source-layer': level, filter: filter(level), layout: { visibility: visible(level) },
      paint: { 'fill-color': fillColour(token), 'fill-opacity': fillOpacity, 'fill-antialias': false },
    })
  }
  for (const level of tileLevels) {
    layers.push({
      id: 'line-' + level, type: 'line', source: 'divisions', 'source-layer': level, filter: filter(level), layout: { visibility: visible(level), 'line-join': 'round' },
      paint: { 'line-color': token('map-line'), 'line-width': level === 'grid' ? 0.5 : 0.8 },
    })
  }
  layers.push({
    id: 'line-frame', type: 'line', source: 'divisions', 'source-layer': 'county', layout: { 'line-join': 'round' },
    paint: { 'line-color': token('map-line'), 'line-width': 1.1 },
  })
  for (const level of tileLevels) {
    layers.push({
      id: 'hover-' + level, type: 'line', source: 'divisions', 'source-layer': level, filter: filter(level), layout: { visibility: visible(level) },
      paint: { 'line-color': token('brand'), 'line-width': ['case', ['boolean', ['feature-state', 'hover'], false], 2, 0] },
    })
  }
  layers.push(...warningAreas(token))
  layers.push({
    id: 'things', type: 'circle', source: 'things', 'source-layer': 'things', filter: ['!', ['has', 'count']], layout: { visibility: things ? 'visible' : 'none' },
    paint: {
      'circle-color': token('brand'), 'circle-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.45, 12, 0.9],
      'circle-stroke-color': token('map-halo'), 'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 9, 0, 12, 0.8],
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, 1.2, 11, 2.2, 15, 4.5],
    },
  })
  // Many things come from the server as one point with their number.
  layers.push({
    id: 'thing-clusters', type: 'circle', source: 'things', 'source-layer': 'things', filter: ['has', 'count'], layout: { visibility: things ? 'visible' : 'none' },
    paint: {
      'circle-color': token('brand'), 'circle-opacity': 0.5, 'circle-stroke-color': token('map-halo'), 'circle-stroke-width': 0.8,
      'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 3, 10, 8, 100, 15],
    },
  })
  layers.push({
    id: 'thing-counts', type: 'symbol', source: 'things', 'source-layer': 'things', filter: ['all', ['has', 'count'], ['>=', ['get', 'count'], 10]], layout: {
      visibility: things ? 'visible' : 'none', 'text-font': MAP_FONTS, 'text-size': 10,
      'text-field': ['case', ['>=', ['get', 'count'], 1000], ['concat', ['to-string', ['round', ['/', ['get', 'count'], 1000]]], 'k'], ['to-string', ['get', 'count']]],
    },
    paint: { 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 1.2 },
  })
  layers.push({
    id: 'label', type: 'symbol', source: 'names',
    layout: {
      'text-field': ['get', english ? 'en' : 'zh'], 'text-font': MAP_FONTS, 'text-size': ['interpolate', ['linear'], ['zoom'], 7, 11.5 * scale, 12, 14 * scale],
      'text-padding': scale > 1 ? 2 : 6, 'text-max-width': 7, 'text-letter-spacing': 0.04,
      // On a wall nobody zooms in on small districts: their names may stand beside their middle.
      ...(scale > 1 ? { 'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'], 'text-radial-offset': 0.5, 'text-justify': 'auto' } as const : {}),
    },
    paint: { 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 1.4 },
  })
  layers.push({
    id: 'warning-labels', type: 'symbol', source: 'warning-labels',
    layout: {
      'text-field': ['get', 'words'], 'text-font': MAP_FONTS, 'text-size': 12 * scale, 'text-max-width': 14, 'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      // It gives way to no name, and two at one place do not lie upon each other.
      'text-radial-offset': 0.3, 'text-ignore-placement': false, 'symbol-sort-key': ['case', ['==', ['get', 'colour'], 0], 5, ['get', 'colour']],
    },
    paint: { 'text-color': theirColour(token), 'text-halo-color': token('map-halo'), 'text-halo-width': 2 },
  })
  layers.push({
    id: 'alerts', type: 'symbol', source: 'alerts',
    layout: {
      'icon-image': ['concat', 'alert-', ['get', 'level'], ['case', ['get', 'acked'], '-acked', '']], 'icon-allow-overlap': true, 'icon-ignore-placement': true,
      'icon-size': ['case', ['get', 'chosen'], 1.35 * scale, scale],
      // The worst lies on top.
      'symbol-sort-key': ['-', 0, ['get', 'level']],
    },
  })
  return {
    version: 8,
    transition: { duration: 0, delay: 0 },
    sources: {
      divisions: {
        type: 'vector', tiles: [`${origin}/tiles/divisions/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 14,
        promoteId: Object.fromEntries(tileLevels.map((level) => [level, 'code'])),
      },
      things: { type: 'vector', tiles: [`${origin}/tiles/things/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 14 },
      names: { type: 'geojson', data: names },
      alerts: { type: 'geojson', data: alerts },
      warnings: { type: 'geojson', data: warnings },
      'warning-labels': { type: 'geojson', data: warningLabels },
    },
    layers,
  }
}

type Valued = { code: string; value: number | null; level?: number | null }

/** The lowest and highest of the normal values; abnormal ones have their own hue and would flatten the rest. */
export function rangeOf(values: readonly Valued[]): { low: number; high: number } | null {
  const known = values.filter((v) => v.value !== null && Number.isFinite(v.value) && !v.level).map((v) => v.value!)
  return known.length === 0 ? null : { low: Math.min(...known), high: Math.max(...known) }
}

/** Places of the normal values between the lowest and the highest of them, 0 to 1; all 0.5 when they are equal. */
export function ramp(values: readonly Valued[]): Map<string, number> {
  const range = rangeOf(values)
  if (!range) return new Map()
  const { low, high } = range
  const known = values.filter((v): v is Valued & { value: number } => v.value !== null && Number.isFinite(v.value) && !v.level)
  return new Map(known.map((v) => [v.code, high === low ? 0.5 : (v.value - low) / (high - low)]))
}

/** Only the borders of divisions are public: what stands on the ground is not asked for. A layer of a source that is gone would refuse the whole style. */
export function dropThings(style: StyleSpecification): void {
  style.layers = style.layers.filter((layer) => !('source' in layer) || layer.source !== 'things')
  delete style.sources.things
}
