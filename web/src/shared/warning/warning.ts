import type { Feature, FeatureCollection, MultiPolygon, Point } from 'geojson'
import { get, type Query } from '@/shared/api/http'
import type { Level, LngLat, Page, Text } from '@/shared/api/types'

/** A warning of somebody else: theirs in word and colour, never our signal. */
export interface Warning {
  key: string; sender: string; identifier: string; sent: string; msgType: string; status: string; colour: Level | null; expires: string | null; state: string; inForce: boolean; seal: string
  words: { senderName: string; event: string; headline: string; severity: string; description: string; instruction: string; areas: string }
  streets: { code: string; name: Text }[]; opened: { division: { code: string; name: Text }; caseId: string }[]
}

/** What a map says of it. `at` is a point within its area; `drawn` is false when they only named divisions. */
export interface ShownWarning {
  key: string; status: string; event: string; headline: string; senderName: string; severity: string; colour: Level | null; expires: string | null; inForce: boolean; at: LngLat | null; drawn: boolean
}

export type WarningArea = Feature<MultiPolygon | null, ShownWarning>

/** More than these at once are no map but a storm; the newest are drawn and the list has all. */
const MOST_DRAWN = 50

export const warningApi = {
  list: (query: Query) => get<Page<Warning>>('/api/warnings', query),
  one: (key: string) => get<Warning>('/api/warnings/one', { key }),
  areas: (division: string) => get<{ features: WarningArea[] }>('/api/warnings', { division, inForce: true, size: MOST_DRAWN, format: 'geojson' }),
}

/** What stands on the map: in force and meant; an exercise or a test is in the list, where it is named as one. */
export const onMap = (features: readonly WarningArea[]): WarningArea[] => features.filter((f) => f.properties.inForce && f.properties.status === 'Actual' && f.properties.at !== null)

/** Their areas, each with its colour. */
export function areasOf(warnings: readonly WarningArea[]): FeatureCollection<MultiPolygon> {
  return {
    type: 'FeatureCollection',
    features: warnings.flatMap((w) => (w.geometry ? [{ type: 'Feature' as const, geometry: w.geometry, properties: { key: w.properties.key, colour: w.properties.colour ?? 0 } }] : [])),
  }
}

/** Their labels: one for each, however many polygons it has. */
export function labelsOf(warnings: readonly WarningArea[], words: (w: ShownWarning) => string): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: warnings.flatMap(({ properties: w }) => (w.at ? [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: w.at }, properties: { key: w.key, colour: w.colour ?? 0, words: words(w) } }] : [])),
  }
}
