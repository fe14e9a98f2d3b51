import { get, post, remove, withQuery, type Query } from '@/shared/api/http'
import type { DivisionRef, MeanOf, Page, Text } from '@/shared/api/types'

/** How a device is, the worst first; the server judges it (furong.observe.Health). */
export const HEALTHS = ['FAULTY', 'SILENT', 'UNREADABLE', 'UNHEARD', 'WELL'] as const
export type Health = (typeof HEALTHS)[number]

export interface Group { key: string; title: Text; total: number; health: Partial<Record<Health, number>>; simulated: number }
export interface Overview { at: string; all: Group; kinds: Group[]; divisions: Group[] }

export interface DeviceLine {
  id: number
  name: string
  kind: string
  kindTitle: Text
  health: Health
  lastAt: string | null
  streams: number
  division: DivisionRef
  lng: number | null
  lat: number | null
  simulated: boolean
}

export interface DeviceStream {
  id: number
  name: string
  property: string | null
  title: Text
  unit: string
  wantedUnit: string | null
  health: Health
  unreadable: string | null
  silenceSeconds: number | null
  newest: { at: string; value: number | null; quality: string[] } | null
}

export interface Device { device: DeviceLine; owner: { id: string; name: Text } | null; streams: DeviceStream[]; sensorThings: string }

export interface Slot { datastream: number; start: string; count: number; min: number | null; max: number | null; mean: number | null; last: number | null; left: number }
/** Intervals, and how each datastream is averaged in them. */
export interface Series { means: Record<string, MeanOf>; items: Slot[] }
export interface Counts { datastream: number; count: number; good: number; quality: Record<string, number> }

export interface Reading { id: number; at: string; value: number | null; quality: string[] }

export const devices = {
  overview: (division: string, signal?: AbortSignal) => get<Overview>('/api/devices/overview', { division }, signal),
  list: (query: Query, signal?: AbortSignal) => get<Page<DeviceLine>>('/api/devices', query, signal),
  one: (id: string) => get<Device>(`/api/devices/${encodeURIComponent(id)}`),
  series: (datastream: number, from: string, to: string, every: string) => get<Series>('/api/history/series', { datastream, from, to, every }),
  /** What carries a quality flag, newest first. */
  flagged: (datastream: number, from: string, page: number, size: number) => get<Page<Reading>>('/api/history/observations', { datastream, from, flagged: 'true', order: 'desc', page, size }),
  counts: (datastream: number, from: string, to: string) => get<Counts>('/api/history/count', { datastream, from, to }),
}

/** A file of new datastreams and how far the server is with it. */
export interface Registration {
  id: number
  name: string
  bytes: number
  begun: string
  begunBy: string
  ended: string | null
  problem: string | null
  doneBytes: number
  rows: number
  things: number
  datastreams: number
  known: number
  refused: number
}
export interface RowFault { line: number; code: string; message: string }

const REGISTRATIONS = '/api/ingest/datastreams'
/** A file of 100 MB over a slow line. */
const UPLOAD_PATIENCE_MS = 30 * 60_000

export const registrations = {
  list: (page: number, size: number) => get<Page<Registration>>(REGISTRATIONS, { page, size }),
  faults: (id: number) => get<Page<RowFault>>(`${REGISTRATIONS}/${id}/faults`, { size: 20 }),
  faultsFile: (id: number) => `${REGISTRATIONS}/${id}/faults?format=csv`,
  file: `${REGISTRATIONS}?format=csv`,
  send: (file: File) =>
    post<Registration>(withQuery(REGISTRATIONS, { name: file.name }), new Blob([file], { type: /json[l]?$/.test(file.name) ? 'application/x-ndjson' : 'text/csv' }), UPLOAD_PATIENCE_MS),
}

/** A key of a device or gateway: a secret that is told once, or the SHA-256 of its certificate. */
export interface DeviceKey { id: number; name: string; certificate: string; things: number[]; datastreams: number[]; made: string; by: string; revoked: string | null }

const KEYS = '/api/device-keys'

export const deviceKeys = {
  list: (page: number, size: number) => get<Page<DeviceKey>>(KEYS, { page, size }),
  make: (name: string, things: number[], datastreams: number[], certificate: string) => post<{ key: DeviceKey; secret: string }>(KEYS, { name, things, datastreams, certificate }),
  revoke: (id: number) => remove<DeviceKey>(`${KEYS}/${id}`),
  file: `${KEYS}?format=csv`,
}
