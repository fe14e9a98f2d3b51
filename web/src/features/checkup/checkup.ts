import { get, post, type Query } from '@/shared/api/http'
import type { Text } from '@/shared/api/types'

/** What the doors of the health check carry. */
export interface Division { code: string; name: Text; level: string }
export interface Coded { code: string; title: Text }
export interface Count { all: number; draft: number; submitted: number; returned: number; approved: number }
export interface CountLine extends Coded { count: Count }
export interface CampaignAct { act: string; title: Text; reason: boolean }
export interface Campaign { id: number; year: string; dimensions: string[]; divisions: Division[]; deadline: string; late: boolean; remindDays: number; state: Coded; openedBy: string; openedAt: string; closedAt: string | null; words: string; version: number; acts: CampaignAct[]; told: number; nobody: number }
export interface CampaignProgress { campaign: Campaign; dimensions: CountLine[]; levels: CountLine[]; divisions: CountLine[] }
export interface AskedSheet { dimension: string; form: string; title: Text; division: Division; organisation: string; state: Coded; turn: 'OWN' | 'ABOVE' | 'BELOW' | 'NONE'; changedAt: string | null }
export interface Page<T> { items: T[]; total: number; page: number; size: number }
export interface OpenCampaign { year: string; dimensions: string[]; divisions: string[]; deadline: string; remindDays: number }

export interface Unit { id: string; name: Text }
export interface Task { id: number; number: string; unit: Unit; state: Coded; dueAt: string; overdue: boolean }
export interface Item { indicator: string; title: Text; unit: string; source: string; problems: boolean; basis: 'reported' | 'unknown'; known: { code: 'ESTABLISHED' | 'TO_REPORT' | 'NO_FORMULA'; title: Text }; value: number | null; before: number | null; line: number | null; simulated: boolean; ailments: { rule: string; title: Text; says: Text }[]; task: Task | null; lastTask: Task | null }
export interface Checkup { title: Text; version: string; rhythm: Text; source: string; division: Division; path: Division[]; below: Division[]; period: string; dimensions: { id: string; title: Text; form: string; items: Item[] }[]; mayAssign: boolean; units: Unit[] }

/** What ails in a division below the one that is looked at. */
export interface Below { division: Division; dimension: Text; indicator: string; title: Text; unit: string; value: number; simulated: boolean; ailments: { rule: string; title: Text; says: Text }[]; task: Task | null }

export const checkupApi = {
  below: (division: string, period: string, page: number, size: number) => get<Page<Below>>('/api/checkup/ailments', { division, period, page, size }),
  read: (division: string | undefined, period: string) => get<Checkup>('/api/checkup', { division, period }),
  assign: (input: { division: string; period: string; indicator: string; unit: string; words: string; workDays: number | null }) => post<Task>('/api/checkup/ailments', input),
}

/** What ails, in one sentence: the words that a task begins with. */
export const ailing = (item: Item, words: (text: Text) => string): string => `${words(item.title)}：${item.ailments.map((a) => words(a.says)).join('；')}`

/** How many indicators of a dimension are known, are to be reported, have no formula. */
export const tally = (items: readonly Item[]): Record<Item['known']['code'], number> => {
  const counts = { ESTABLISHED: 0, TO_REPORT: 0, NO_FORMULA: 0 }
  for (const item of items) counts[item.known.code]++
  return counts
}

export const campaignApi = {
  list: () => get<Campaign[]>('/api/checkup/campaigns'),
  open: (input: OpenCampaign) => post<Campaign>('/api/checkup/campaigns', input),
  progress: (id: string) => get<CampaignProgress>(`/api/checkup/campaigns/${id}`),
  sheets: (id: string, query: Query) => get<Page<AskedSheet>>(`/api/checkup/campaigns/${id}/sheets`, query),
  organisations: (id: string, query: Query) => get<Page<CountLine>>(`/api/checkup/campaigns/${id}/organisations`, query),
  act: (id: number, act: string, input: { version: number; deadline: string | null; words: string }) => post<Campaign>(`/api/checkup/campaigns/${id}/actions/${act}`, input),
}

/** Approved of all, in whole per cent; 100 only when all are in. */
export const share = (count: Count): number => (count.all === 0 ? 0 : Math.floor((100 * count.approved) / count.all))

/** What became of an ailment that was handed out, as the figure says now: still there, gone, or not known yet. */
export const afterTask = (item: Item): 'still' | 'gone' | 'unknown' => (item.value === null ? 'unknown' : item.ailments.length > 0 ? 'still' : 'gone')
