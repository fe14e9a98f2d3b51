import { get, post, remove, withQuery, type Query } from './http'
import type * as T from './types'

/** Every call that the pages make, by the name of what it answers. */
export const api = {
  session: () => get<T.User>('/api/session'),
  logIn: (login: string, password: string) => post<T.User>('/api/session', { login, password }),
  logOut: () => remove<void>('/api/session'),

  city: () => get<T.City>('/api/city'),
  /** `on`: as of a day of the past. */
  division: (code: string, on?: string) => get<T.Division>(`/api/divisions/${enc(code)}`, { on }),
  organisations: (query: { division?: string; level?: string }) => get<T.Page<T.Organisation> | T.Organisation[]>('/api/organisations', query).then(itemsOf),

  vitals: (division: string, at?: string, signal?: AbortSignal) => get<T.Vitals>('/api/vitals', { division, at }, signal),
  overall: (division: string, at?: string, signal?: AbortSignal) => get<T.Overall>('/api/vitals/overall', { division, at }, signal),
  vitalChildren: (division: string, property: string, at?: string, signal?: AbortSignal) =>
    get<{ items: T.VitalChild[] }>('/api/vitals/children', { division, property, at }, signal).then(itemsOf),
  activity: (division: string, from: string, to: string, stepSeconds: number) =>
    get<{ items: T.ActivityStep[] }>('/api/activity', { division, from, to, stepSeconds }).then(itemsOf),

  alerts: (query: Query, signal?: AbortSignal) => get<T.Page<T.Alert>>('/api/alerts', query, signal),
  assignees: (division: string) => get<T.Page<T.Assignee>>('/api/alerts/assignees', { division, size: 200 }),
  alert: (id: string) => get<T.AlertDetail>(`/api/alerts/${enc(id)}`),
  acknowledge: (id: string) => post<T.Alert>(`/api/alerts/${enc(id)}/acknowledge`),

  cases: (query: Query, signal?: AbortSignal) => get<T.Page<T.CaseSummary>>('/api/cases', query, signal),
  case: (id: string) => get<T.Case>(`/api/cases/${enc(id)}`),
  act: (id: string, action: string, input: T.ActionInput) => post<T.Case>(`/api/cases/${enc(id)}/actions/${enc(action)}`, input),
  bulk: (action: string, items: { id: string; version: number }[], input: { note?: string; reason?: string }) =>
    post<T.BulkAnswer>(`/api/cases/bulk/${enc(action)}`, { items: items.map((i) => ({ id: Number(i.id), version: i.version })), with: input }),
  caseViews: () => get<{ items: T.SavedView[] }>('/api/case-views').then(itemsOf),
  saveCaseView: (view: { name: string; query: string; shared: boolean }) => post<T.SavedView>('/api/case-views', view),
  removeCaseView: (id: string) => remove<void>(`/api/case-views/${enc(id)}`),
  caseEvaluation: (query: Query, signal?: AbortSignal) => get<T.Evaluation>('/api/case-evaluation', query, signal),
  dispatchRules: () => get<{ items: T.DispatchRule[]; duties: string[]; capacities: T.Capacity[] }>('/api/dispatch-rules'),
  tryDispatch: (trial: { rules: string | null; capacities: string | null; division?: string; from: string; to: string }) => post<T.DispatchTrial>('/api/dispatch-rules/try', trial),
  hotspots: (query: Query, signal?: AbortSignal) => get<T.Hotspots>('/api/case-evaluation/hotspots', query, signal),
  addPhoto: (id: string, file: Blob, name: string) => {
    const form = new FormData()
    form.append('file', file, name)
    return post<{ id: string; url: string }>(`/api/cases/${enc(id)}/photos`, form)
  },
  addReportPhoto: (file: Blob, name: string) => {
    const form = new FormData()
    form.append('file', file, name)
    return post<{ id: string; url: string }>('/api/photos', form)
  },
  report: (report: { title: string; category: string; description: string; lng: number; lat: number; suggested?: string; thing?: number }, photos: string[]) => post<T.Case>('/api/cases', { ...report, photos }),
  /** 即采即办: found, mended and closed in one go; `before` and `after` are ids of photos. */
  mendOnSpot: (found: { title: string; category: string; description: string; lng: number; lat: number; suggested?: string; thing?: number }, mended: { note: string; condition?: string }, before: string[], after: string[]) =>
    post<T.Case>('/api/cases/on-the-spot', { ...found, ...mended, photos: before, after }),
  similarCases: ([lng, lat]: T.LngLat, category: string, words: string, signal?: AbortSignal) =>
    get<{ items: T.SimilarCase[] }>('/api/cases/similar', { lng, lat, category, words: words.slice(0, 200) }, signal).then(itemsOf),
  categories: () => get<{ items: T.Kind[] }>('/api/categories').then(itemsOf),

  indicators: () => get<{ items: T.IndicatorSummary[] }>('/api/indicators').then(itemsOf),
  indicator: (id: string, division: string, period: string) => get<T.IndicatorValue>(`/api/indicators/${enc(id)}`, { division, period }),
  indicatorSeries: (id: string, query: { division: string; step: string; from?: string; to?: string }) =>
    get<{ items: T.SeriesPoint[] }>(`/api/indicators/${enc(id)}/series`, query).then(itemsOf),
  indicatorDivisions: (id: string, parent: string, period: string) =>
    get<{ items: T.IndicatorDivision[] }>(`/api/indicators/${enc(id)}/divisions`, { parent, period }).then(itemsOf),
  /** Targets of the plan that this indicator tells of. */
  planTargets: (indicator: string) => get<{ items: T.PlanTarget[] }>('/api/plan/items', { kind: 'target', indicator }).then(itemsOf),
  lineage: <R>(id: string, division: string, period: string) => get<R>(`/api/indicators/${enc(id)}/lineage`, { division, period }),
  /** A link that the server itself gave (lineage `href`); refused when it leaves this origin. */
  follow: <R>(href: string) => {
    const url = new URL(href, location.origin)
    if (url.origin !== location.origin) throw new Error('foreign link: ' + href)
    return get<R>(url.pathname + url.search)
  },

  audit: (query: Query) => get<T.Page<T.AuditEntry>>('/api/audit', query),
  packs: () => get<{ items: T.PackSummary[] }>('/api/packs').then(itemsOf),
  pack: <P>(id: string) => get<P>(`/api/packs/${enc(id)}`),
  packStanding: <S>(id: string) => get<{ items: S[] }>(`/api/packs/${enc(id)}/standing`).then(itemsOf),
  packLanguage: <F>() => get<{ items: F[] }>('/api/packs/language?size=1000').then(itemsOf),
  packFiles: (id: string) => get<{ files: Record<string, string> }>(`/api/packs/${enc(id)}/files`).then((answer) => answer.files),
  packScaffold: (id: string) => get<{ files: Record<string, string> }>(`/api/packs/${enc(id)}/scaffold`).then((answer) => answer.files),
  packCheck: <C>(id: string, files: Record<string, string>) => post<C>(`/api/packs/${enc(id)}/check`, { files }),
  packDisk: (id: string) => get<{ files: Record<string, string> }>(`/api/packs/${enc(id)}/disk`).then((answer) => answer.files),
  packVersions: <V>(id: string) => get<V>(`/api/packs/${enc(id)}/versions`),
  packVersion: <V>(id: string, number: number) => get<V>(`/api/packs/${enc(id)}/versions/${number}`),
  packProposals: <P>(id: string) => get<{ items: P[] }>(`/api/packs/${enc(id)}/proposals`).then(itemsOf),
  proposePack: <P>(id: string, asked: { base?: number; files?: Record<string, string>; back?: number; why: string }) => post<P>(`/api/packs/${enc(id)}/proposals`, asked),
  decidePack: (id: string, proposal: number, decision: 'release' | 'refuse', body: { from?: string; why: string }) => post<unknown>(`/api/packs/${enc(id)}/proposals/${proposal}/${decision}`, body),
  packReplay: <R>(id: string, body: { from: string; to: string; files: Record<string, string> }) => post<R>(`/api/packs/${enc(id)}/replay`, body, REPLAY_PATIENCE_MS),
}

/** The address of a list as a file. */
export const exportUrl = (path: string, query: Query, format: 'csv' | 'xlsx' | 'geojson') => withQuery(path, { ...query, format, page: undefined, size: undefined })

/** Judging a month of history again takes longer than a read may. */
const REPLAY_PATIENCE_MS = 10 * 60_000

const enc = encodeURIComponent

function itemsOf<I>(answer: { items: I[] } | I[]): I[] {
  return Array.isArray(answer) ? answer : answer.items
}
