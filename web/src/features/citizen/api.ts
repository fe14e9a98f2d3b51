import { get, post } from '@/shared/api/http'
import type { LngLat, Text } from '@/shared/api/types'
import type { CodeTitle, Target } from '@/shared/plan/target'

/** What the page of the citizens asks the server; nothing here needs a login. */
export interface Kind { code: string; title: Text; group: Text; common: boolean }
export interface Named { code: string; title: Text }
export interface Choice { kinds: Kind[]; appeals: Named[]; grades: Named[] }
export interface Place { code: string; name: Text; path: { code: string; name: Text }[] }
export interface PlaceName { code: string; name: Text }
export interface Similar { number: string; kind: Text; state: Text; since: string; metres: number }
export interface Sent { number: string; link: string | null; href: string | null }
export interface Step { at: string; text: Text; note: string }
export interface Follow {
  number: string
  kind: Text
  state: Text
  ended: boolean
  receivedAt: string
  replyDue: string | null
  division: Place
  place: { lng: number; lat: number } | null
  words: string
  photos: string[]
  steps: Step[]
  mayRate: boolean
  rating: { grade: string; title: Text; at: string } | null
  mending: { dueAt: string; calledAt: string | null; doneAt: string | null; result: string } | null
  forgotten: boolean
}
export interface PublicItem { id: string; kind: CodeTitle; of: string; title: Text; target: Target | null; figures: { title: Text; unit: string; value: number; period: string; simulated: boolean }[]; verdict: CodeTitle | null }
export interface PublicGoal { id: string; parent: string | null; number: string; title: Text }
export interface PublicPlan {
  title: Text
  source: string
  first: string
  last: string
  city: Text
  goals: PublicGoal[]
  items: PublicItem[]
  review: { title: Text; cutoff: string; closedAt: string | null } | null
  opportunities: { title: Text; words: string; unit: Text; contact: string; until: string | null }[]
}
export interface CityExtent { id: string; name: Text; centre: { lng: number; lat: number }; bounds: { west: number; south: number; east: number; north: number } }

const enc = encodeURIComponent

export const pub = {
  plan: () => get<PublicPlan>('/api/pub/plan'),
  city: () => get<CityExtent>('/api/pub/city'),
  choice: () => get<Choice>('/api/pub/kinds'),
  place: ([lng, lat]: LngLat, signal?: AbortSignal) => get<Place>('/api/pub/place', { lng, lat }, signal),
  divisions: (parent: string) => get<PlaceName[]>('/api/pub/divisions', { parent }),
  similar: ([lng, lat]: LngLat, category: string, words: string, signal?: AbortSignal) =>
    get<Similar[]>('/api/pub/similar', { lng, lat, category, words: words.slice(0, 200) }, signal),
  report: (form: FormData) => post<Sent>('/api/pub/reports', form),
  follow: (link: string) => get<Follow>(`/api/pub/reports/${enc(link)}`),
  rate: (link: string, grade: string, words: string) => post<Follow>(`/api/pub/reports/${enc(link)}/rating`, { grade, words }),
}
