import { get, post, remove } from '@/shared/api/http'
import type { Page, Text } from '@/shared/api/types'
import type { Mark } from './marks'

/** A copy of a photo that everybody may see, painted over where it was marked. */
export interface PublicPhoto { photo: string; url: string; marks: Mark[]; by: Text; at: string }
/** A report of a person as the staff sees it; masked unless it was asked for. */
export interface Report {
  caseId: string
  number: string
  title: Text
  state: { code: string; title: Text }
  division: { code: string; name: Text }
  source: { code: string; title: Text }
  externalId: string | null
  kind: { code: string; title: Text } | null
  receivedAt: string
  replyDue: string | null
  overdue: boolean
  masked: boolean
  name: string
  phone: string
  email: string
  words: string
  attributes: Record<string, string>
  mediaUrl: string
  releasedWords: boolean
  publicPhotos: PublicPhoto[]
  rating: { grade: string; title: Text; bad: boolean; words: string; at: string } | null
  rectification: { openedAt: string; dueAt: string; calledAt: string | null; calledBy: Text | null; callNote: string; doneAt: string | null; doneBy: Text | null; result: string } | null
  forgottenAt: string | null
}
export interface Client { id: number; name: string; trusted: boolean; perMinute: number; madeAt: string; revokedAt: string | null }

const at = (caseId: string, act = '') => `/api/reports/${encodeURIComponent(caseId)}${act}`

export const reports = {
  list: (view: string, page: number, size: number) => get<Page<Report>>('/api/reports', { view, page, size }),
  /** Nothing when no person reported the case. */
  of: (caseId: string) => get<Report | undefined>(at(caseId)),
  reveal: (caseId: string) => post<Report>(at(caseId, '/reveal'), {}),
  release: (caseId: string, words: boolean) => post<Report>(at(caseId, '/release'), { words }),
  publish: (caseId: string, photo: string, marks: Mark[], nothing: boolean) => post<Report>(at(caseId, `/photos/${encodeURIComponent(photo)}/public`), { marks, nothing }),
  withdraw: (caseId: string, photo: string) => remove<Report>(at(caseId, `/photos/${encodeURIComponent(photo)}/public`)),
  callBack: (caseId: string, note: string) => post<Report>(at(caseId, '/call-back'), { note }),
  rectified: (caseId: string, note: string) => post<Report>(at(caseId, '/rectified'), { note }),
}

export const clients = {
  list: () => get<{ items: Client[] }>('/api/clients').then((answer) => answer.items),
  give: (name: string, trusted: boolean, perMinute: number) => post<{ client: Client; key: string }>('/api/clients', { name, trusted, perMinute }),
  revoke: (id: number) => remove<Client>(`/api/clients/${id}`),
}
