import { ApiError, get, post, type Query } from '@/shared/api/http'
import type { Text } from '@/shared/api/types'

/** What the doors of reported figures carry. */
export interface Division { code: string; name: Text; level: string }
export interface State { code: 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'APPROVED'; title: Text }
export interface Form { id: string; pack: string; title: Text; version: string; cycle: string; cycleTitle: Text; asked: string; source: string; figures: number }
export interface Standing { division: Division; state: State; in: number; expected: number; waiting: number; due: string | null; late: boolean; fills: boolean }
export interface MyForm { form: Form; period: string; standing: Standing }
export interface Tree { form: Form; period: string; path: Division[]; self: Standing; children: Standing[] }
export interface Reported { version: number; value: number | null; note: string; by: string; at: string; reason: string }
/** Where a figure is asked that this sheet only shows. */
export interface Source { form: string; title: Text; state: State; expected: number }
export interface Line { figure: string; title: Text; meaning: Text; unit: string; whole: boolean; value: number | null; count: number; yearBefore: number | null; reported: Reported | null; parts: string[]; atMost: string; source: Source | null }
export interface Act { act: string; title: Text; reason: boolean }
export interface Notice { code: string; place: string; message: string; hint: string }
export interface Sheet {
  form: Form
  period: string
  division: Division
  state: State
  words: string
  version: number
  due: string | null
  late: boolean
  fills: boolean
  mayType: boolean
  mayCorrect: boolean
  acts: Act[]
  lines: Line[]
  faults: Notice[]
  missing: Standing[]
}
/** A sheet that is not through, with whose turn it is. */
export interface Missing { division: Division; level: Text; organisation: string; state: State; turn: 'OWN' | 'ABOVE' | 'BELOW'; due: string | null; late: boolean; changedAt: string | null }
export interface Outcome { kept: boolean; rows: number; same: number; notices: Notice[] }
export interface CellInput { figure: string; value: number | null; note: string }

const sheetPath = (form: string, division: string, period: string) => `/api/forms/${form}/sheets/${division}/${period}`

export const formsApi = {
  mine: (query: Query) => get<MyForm[]>('/api/forms', query),
  tree: (form: string, query: Query) => get<Tree>(`/api/forms/${form}/tree`, query),
  sheet: (form: string, division: string, period: string) => get<Sheet>(sheetPath(form, division, period)),
  save: (form: string, division: string, period: string, version: number, cells: CellInput[]) => post<Sheet>(sheetPath(form, division, period), { version, cells }),
  act: (form: string, division: string, period: string, act: string, version: number, words: string) => post<Sheet>(`${sheetPath(form, division, period)}/actions/${act}`, { version, words }),
  correct: (form: string, division: string, period: string, input: { version: number; cells: CellInput[]; reason: string }) => post<Sheet>(`${sheetPath(form, division, period)}/corrections`, input),
  missing: (form: string, query: Query) => get<{ items: Missing[]; total: number }>(`/api/forms/${form}/missing`, query),
  remind: (form: string, division: string, period: string) => post<{ told: number; nobody: number }>(`/api/forms/${form}/reminders`, { division, period }),
  history: (form: string, division: string, period: string, figure: string) => get<Reported[]>(`${sheetPath(form, division, period)}/figures/${figure}`),
}

/** The figure that a notice is about: the part of its place behind the division. */
export const figureOf = (notice: Notice): string => notice.place.slice(notice.place.indexOf('/') + 1)

/** Cells that differ from what the sheet holds; those that nobody touched stay out. */
export function changedCells(lines: Line[], typed: Record<string, { value: number | ''; note: string }>): CellInput[] {
  return lines.flatMap((line) => {
    const now = typed[line.figure]
    if (!now || line.source) return []
    const value = now.value === '' ? null : now.value
    const same = value === (line.reported?.value ?? null) && now.note.trim() === (line.reported?.note ?? '')
    return same ? [] : [{ figure: line.figure, value, note: now.note.trim() }]
  })
}

/** A figure with those that change together with it: the total that it is a part of, and its parts. */
export function together(lines: Line[], figure: string): Line[] {
  const totals = lines.filter((line) => line.figure === figure ? line.parts.length > 0 : line.parts.includes(figure))
  const ids = new Set([figure, ...totals.flatMap((line) => [line.figure, ...line.parts])])
  return lines.filter((line) => ids.has(line.figure))
}

type Say = (key: string, named?: Record<string, unknown>) => string
interface Words { t: Say; te: (key: string) => boolean }

/** A notice in the words of the page; the server's own where the page has none. */
export function noticeWords(notice: Notice, { t, te }: Words, named: Record<string, unknown> = {}): string {
  const key = 'forms.fault.' + notice.code
  return te(key) ? t(key, { message: notice.message.replace(/^\S*\/\S+: /, ''), ...named }) : notice.message
}

/** Why the server did not do it: its first notice, else what its status means. */
export function refusalWords(reason: unknown, words: Words): string {
  if (!(reason instanceof ApiError)) return words.t('problem.other')
  const first = noticesOf(reason)[0]
  if (first) return noticeWords(first, words)
  return words.te('problem.' + reason.status) ? words.t('problem.' + reason.status) : reason.message
}

export const noticesOf = (reason: unknown): Notice[] => (reason instanceof ApiError ? ((reason.problem as { notices?: Notice[] }).notices ?? []) : [])

/** `row 7` of the server as the number that the spreadsheet shows. */
export const rowOf = (notice: Notice): number | null => {
  const found = /^row (\d+)$/.exec(notice.place)
  return found ? Number(found[1]) : null
}

/** Which cell of the row it is about: `510104001001/check.homes`; empty where it is about the row. */
export const cellOf = (notice: Notice): string => /^(\d+\/\S*): /.exec(notice.message)?.[1] ?? ''

/** What is to be done first: sheets that are not through by their deadline, then those that are. */
export const byUrgency = (forms: readonly MyForm[]): MyForm[] =>
  [...forms].sort((a, b) => Number(a.standing.state.code === 'APPROVED') - Number(b.standing.state.code === 'APPROVED') || (a.standing.due ?? '9').localeCompare(b.standing.due ?? '9'))
