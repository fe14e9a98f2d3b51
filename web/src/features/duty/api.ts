import { get, post, remove, type Query } from '@/shared/api/http'
import type { Alert, Level, Page, Text } from '@/shared/api/types'

export interface Organisation { id: string; name: Text; division: string }
export interface Person { id: string; name: Text }
export interface Shift { id: string; user: Person; from: string; to: string; note: string; now: boolean }
export type Facts = Record<string, number>
export interface Duty { organisation: Organisation; onDuty: Person[]; shifts: Shift[]; people: Person[]; facts: Facts }
export interface Note { id: string; at: string; by: Person; to: Person | null; text: string; facts: Facts }
export interface Weekly { days: string[]; start: string; minutes: number }
export interface Silence { id: string; matchers: string[]; from: string; to: string; weekly: Weekly | null; reason: string; author: Text; createdAt: string; endedAt: string | null; active: boolean }
/** Alerts of the same cause and place; the key asks for its members. */
export interface Group { key: string; labels: Record<string, string>; level: Level; count: number; muted: number; acknowledged: number; first: Alert }
export interface PlanStep { afterSeconds: number; duty: string; level: string; channels: string[] }
export interface CalmRules { group: string[]; groupWaitSeconds: number; groupIntervalSeconds: number; inhibit: { id: string; why: Text; source: string[]; target: string[]; equal: string[] }[]; plans: { levels: Level[]; steps: PlanStep[] }[] }
export interface Message { id: string; level: Level; step: number; subject: string; body: string; alerts: string[]; cases: string[]; at: string; readAt: string | null }
export interface Inbox extends Page<Message> { unread: number }
export interface Contact { mail: string; quietFrom: string | null; quietTo: string | null }

const enc = encodeURIComponent
export const dutyApi = {
  organisations: (q: string, size: number) => get<Page<Organisation>>('/api/duty/organisations', { q, size }),
  duty: (organisation: string) => get<Duty>('/api/duty', { organisation }),
  plan: (body: { organisation: string; user: string; from: string; to: string; note: string }) => post<Shift>('/api/duty/shifts', body),
  unplan: (id: string) => remove<Shift>(`/api/duty/shifts/${enc(id)}`),
  log: (organisation: string, page: number, size: number) => get<Page<Note>>('/api/duty/log', { organisation, page, size }),
  write: (body: { organisation: string; text: string; to?: string }) => post<Note>('/api/duty/log', body),
  silences: () => get<Page<Silence>>('/api/calm/silences', { size: 200 }),
  silence: (body: { matchers: string[]; from?: string; to: string; weekly: Weekly | null; reason: string }) => post<Silence>('/api/calm/silences', body),
  endSilence: (id: string) => remove<Silence>(`/api/calm/silences/${enc(id)}`),
  groups: (page: number, size: number) => get<Page<Group>>('/api/calm/groups', { page, size }),
  members: (group: string) => get<Page<Alert>>('/api/calm/alerts', { group, size: 20 }),
  rules: () => get<CalmRules>('/api/calm/rules'),
  inbox: (query: Query) => get<Inbox>('/api/inbox', query),
  read: (ids: string[]) => post<{ unread: number }>('/api/inbox/read', { ids: ids.map(Number) }),
  contact: () => get<Contact>('/api/contact'),
  setContact: (body: Contact) => post<Contact>('/api/contact', body),
}
