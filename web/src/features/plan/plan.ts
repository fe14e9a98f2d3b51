import { get, post, withQuery, type Query } from '@/shared/api/http'
import type { Level, Page, Text } from '@/shared/api/types'
import { chapter, type CodeTitle, type Progress, type Target } from '@/shared/plan/target'

/** What the doors of the plan carry, and the tree that the page makes of it. */
export interface Unit { id: string; name: Text }
export interface Flag { rule: string; level: Level; title: Text; reason: Text }
/** Counts of what lies below; `words` says them and the rule. */
export interface Standing { met: number; onPace: number; lagging: number; unknown: number; words: Text }
export interface Item {
  id: string
  kind: CodeTitle
  of: string
  title: Text
  sort: Text | null
  target: Target | null
  unit: Unit | null
  first: string | null
  due: string | null
  words: string
  version: number
  pace: number | null
  progress: Progress
  figure: number | null
  reportedFor: string | null
  flags: Flag[]
  openSupervised: number
  /** Of what belongs to an action. */
  standing: Standing | null
  /** Of a project, in 10,000 yuan; null where nobody has said it. */
  budget: number | null
  spent: { amount: number; month: string } | null
}
export interface Goal { id: string; parent: string | null; number: string; title: Text; named: Unit[]; standing: Standing | null }
export interface Plan { id: string; title: Text; shortTitle: Text; first: string | null; last: string | null; pace: number; source: string; goals: Goal[]; items: Item[]; month: string | null; mayPromise: boolean }
export interface Allowed { act: string; title: Text; needs: string[] }
export interface Evidence { id: string; name: string; bytes: number; at: string; by: string; url: string }
export interface Event { at: string; by: string; role: Text | null; title: Text; words: string }
/** One of several figures of an item, and whether it is the one that decides. */
export interface Sign { indicator: string; title: Text; period: string | null; value: number | null; simulated: boolean; state: CodeTitle; reason: Text; decides: boolean; href: string }
/** The engine's figure; of several the one that decides, with the signs of all. */
export interface Pulled { indicator: string; period: string; value: number; simulated: boolean; at: string; href: string; signs: Sign[] }
export interface Entry {
  id: number
  month: string
  item: string
  kind: CodeTitle
  title: Text
  target: Target | null
  unit: Unit
  state: CodeTitle
  report: { progress: number | null; figure: number | null; words: string; at: string; by: string; spent: number | null } | null
  pulled: Pulled | null
  /** Nobody has to report it: the engine gives each of its figures. */
  byEngine: boolean
  pace: number | null
  progress: Progress
  flags: Flag[]
  answer: CodeTitle
  answerWords: string
  evidence: Evidence[]
  version: number
  allowedActions: Allowed[]
  timeline?: Event[]
}
export interface MonthLine { month: string; state: CodeTitle; openedAt: string; reportsDue: string; closedAt: string | null; entries: number; reported: number; byEngine: number; lagging: number; version: number }
export interface Supervised {
  id: number
  number: string
  month: string | null
  entry: number | null
  item: string
  itemTitle: Text
  origin: { year: string; division: string; divisionName: Text; indicator: string; title: Text; href: string } | null
  words: string
  unit: Unit
  state: CodeTitle
  openedAt: string
  dueAt: string
  overdue: boolean
  doer: Unit | null
  proof: string
  doneAt: string | null
  closedAt: string | null
  returns: number
  evidence: Evidence[]
  version: number
  allowedActions: Allowed[]
  timeline?: Event[]
}
export interface UnitScores { unit: Unit; total: number | null; scores: { criterion: string; title: Text; weight: number; good: number; of: number }[] }
/** By which something lags, with the city's reason for its numbers. */
export interface LagRule { id: string; level: Level; title: Text; limit: Text; why: Text }
export interface Month extends MonthLine { allowedActions: Allowed[]; items: Entry[]; supervised: Supervised[]; assessment: UnitScores[]; rules: LagRule[]; timeline: Event[] }
export interface YearAssessment { year: number; years: number[]; months: string[]; criteria: { id: string; title: Text; weight: number; why: Text }[]; units: Page<{ unit: Unit; total: number | null; months: { month: string; total: number | null }[] }> }
export interface Promise_ { unit: Unit | null; first: string | null; due: string | null; words: string; budget: number | null }
/** What stood on one day beside what stood on another. */
export interface Difference { item: string; title: Text; before: Promise_; after: Promise_; changes: number }
/** Who changed the plan's words; `toldBy` is the planner who said so where the files do not. */
export interface Amended { by: string; on: string; why: string; toldBy: string | null }
export interface TextVersion { version: number; at: string; amended: Amended | null; lines: number; changes: { line: string; title: Text; field: string; before: string | null; after: string | null }[] }
export interface Change { item: string; title: Text; at: string; by: string; version: number; before: Promise_; after: Promise_; reason: string }
export interface ItemDetail extends Item {
  summary: Text | null
  path: Goal[]
  items: Item[]
  indicators: { id: string; title: Text; unit: string; value: number | null; reason: string | null; period: string; simulated: boolean; href: string; tells: 'TARGET' | 'BESIDE' | 'PACK' }[]
  /** What its own figures say today. */
  now: Pulled | null
  cases: { packs: string[]; total: number; open: number; latest: { id: number; number: string; title: Text; state: string; simulated: boolean; openedAt: string }[] }
  entries: Entry[]
  supervised: Supervised[]
  register: { id: number; sort: 'RISK' | 'OPPORTUNITY'; state: CodeTitle; title: Text; words: string; unit: Unit; level: Level | null }[]
  changes: Change[]
  mayPromise: boolean
  mayEnd: boolean
}
export interface TaskInput { kind: 'task' | 'project'; of: string; titleZh: string; titleEn: string; unit: string; first: string | null; due: string | null; words: string; reason: string; budget: number | null }
export interface ActInput { version: number; words?: string; reason?: string; progress?: number | null; figure?: number | null; unit?: string; workDays?: number | null; spent?: number | null }
export interface RegisterEntry { id: number; state: CodeTitle; title: Text; words: string; item: string | null; unit: Unit; level: number | null; contact: string; until: string | null; addedAt: string; changedAt: string; publishedAt: string | null; version: number; allowedActions: Allowed[] }
export interface ReviewLine { id: number; kind: CodeTitle; cutoff: string; state: CodeTitle; openedAt: string; reportsDue: string; closedAt: string | null; findings: number; written: number; open: number; verdicts: { verdict: CodeTitle; count: number }[]; version: number }
export interface Finding {
  id: number
  item: string
  kind: CodeTitle
  of: string
  title: Text
  target: Target | null
  unit: Unit | null
  state: CodeTitle
  facts: { progress: Progress; figure: number | null; pulled: Entry['pulled']; start: Entry['pulled']; pace: number | null; due: string | null; asked: number; reported: number; flagged: number; supervised: number; late: number; promises: number }
  verdict: CodeTitle
  computed: CodeTitle
  reason: Text
  report: { words: string; at: string; by: string } | null
  judged: { verdict: CodeTitle; words: string; at: string; by: string } | null
  open: boolean
  version: number
  allowedActions: Allowed[]
  timeline?: Event[]
}
export interface Review { review: ReviewLine; allowedActions: Allowed[]; verdicts: CodeTitle[]; findings: Finding[]; timeline: Event[] }
export interface Reminder { supervised: number; number: string; words: string; unit: Unit; sort: 'SOON' | 'OVERDUE'; dueAt: string; at: string }

const enc = encodeURIComponent
function upload<T = Evidence>(path: string, file: File): Promise<T> {
  const form = new FormData()
  form.append('file', file, file.name)
  return post<T>(path, form)
}

export const planApi = {
  plan: () => get<Plan>('/api/plan'),
  item: (id: string) => get<ItemDetail>(`/api/plan/items/${enc(id)}`),
  promise: (id: string, body: { version: number; unit: string; first: string | null; due: string | null; words: string; reason: string; budget: number | null }) =>
    post<ItemDetail>(`/api/plan/items/${enc(id)}/promise`, body),
  addTask: (body: TaskInput) => post<ItemDetail>('/api/plan/tasks', body),
  takeTasks: (reason: string, file: File) => upload<{ items: string[] }>(withQuery('/api/plan/tasks/import', { reason }), file),
  endTask: (id: string, body: { version: number; reason: string }) => post<ItemDetail>(`/api/plan/tasks/${enc(id)}/end`, body),
  items: (query: Query) => get<Page<Item>>('/api/plan/items', query),
  units: () => get<Unit[]>('/api/plan/units'),
  changes: (query: Query) => get<Page<Change>>('/api/plan/changes', query),
  between: (query: Query) => get<Page<Difference>>('/api/plan/changes/between', query),
  textAuthor: (version: number, body: { by: string; on: string; why: string }) => post<Amended>(`/api/plan/texts/${version}/author`, body),
  texts: () => get<Page<TextVersion>>('/api/plan/texts'),
  months: () => get<Page<MonthLine>>('/api/plan/months'),
  open: (month: string) => post<Month>('/api/plan/months', { month }),
  month: (month: string) => get<Month>(`/api/plan/months/${enc(month)}`),
  actMonth: (month: string, act: string, body: ActInput) => post<Month>(`/api/plan/months/${enc(month)}/actions/${enc(act)}`, body),
  noteAll: (month: string, body: { entries: { id: number; version: number }[]; reason: string }) => post<Month>(`/api/plan/months/${enc(month)}/note`, body),
  entry: (id: number) => get<Entry>(`/api/plan/entries/${id}`),
  actEntry: (id: number, act: string, body: ActInput) => post<Entry>(`/api/plan/entries/${id}/actions/${enc(act)}`, body),
  entryFile: (id: number, file: File) => upload(`/api/plan/entries/${id}/evidence`, file),
  supervised: (query: Query) => get<Page<Supervised>>('/api/plan/supervised', query),
  supervisedItem: (id: number) => get<Supervised>(`/api/plan/supervised/${id}`),
  actSupervised: (id: number, act: string, body: ActInput) => post<Supervised>(`/api/plan/supervised/${id}/actions/${enc(act)}`, body),
  supervisedFile: (id: number, file: File) => upload(`/api/plan/supervised/${id}/evidence`, file),
  register: (sort: string, query: Query) => get<{ list: Page<RegisterEntry>; mayAdd: boolean }>(`/api/plan/register/${enc(sort)}`, query),
  addToRegister: (sort: string, body: unknown) => post<RegisterEntry>(`/api/plan/register/${enc(sort)}`, body),
  actRegister: (id: number, act: string, body: { version: number; reason: string; level: number | null }) => post<RegisterEntry>(`/api/plan/register/${id}/actions/${enc(act)}`, body),
  registerTrail: (id: number) => get<Event[]>(`/api/plan/register/entries/${id}/timeline`),
  reviews: () => get<{ list: Page<ReviewLine>; mayOpen: boolean }>('/api/plan/reviews'),
  openReview: (kind: string, cutoff: string) => post<Review>('/api/plan/reviews', { kind, cutoff }),
  review: (id: string) => get<Review>(`/api/plan/reviews/${enc(id)}`),
  actReview: (id: string, act: string, body: ActInput) => post<Review>(`/api/plan/reviews/${enc(id)}/actions/${enc(act)}`, body),
  judge: (id: string, body: { findings: { id: number; version: number }[]; verdict: string; words: string }) => post<Review>(`/api/plan/reviews/${enc(id)}/judge`, body),
  finding: (id: number) => get<Finding>(`/api/plan/reviews/findings/${id}`),
  actFinding: (id: number, act: string, body: ActInput) => post<Finding>(`/api/plan/reviews/findings/${id}/actions/${enc(act)}`, body),
  assessment: (query: Query) => get<YearAssessment>('/api/plan/assessment', query),
  reminders: () => get<Reminder[]>('/api/plan/reminders'),
}

/** The counts as parts of a bar of 100, those that are none left out. */
export function segments(standing: Omit<Standing, 'words'>): { code: 'met' | 'onPace' | 'lagging' | 'unknown'; from: number; wide: number }[] {
  const codes = ['met', 'onPace', 'lagging', 'unknown'] as const
  const all = codes.reduce((sum, code) => sum + standing[code], 0)
  let from = 0
  return codes.filter((code) => standing[code] > 0).map((code) => {
    const part = { code, from, wide: (standing[code] / all) * 100 }
    from += part.wide
    return part
  })
}

/** One line of the tree. */
export interface Row { key: string; depth: number; goal: Goal | null; item: Item | null; children: number; lagging: number; parent: string | null }

export interface Filter { text: string; unit: string; kind: string; lagging: boolean }

function matches(item: Item, filter: Filter): boolean {
  const text = filter.text.trim().toLowerCase()
  const words = [item.id, item.title.zh, item.title.en, item.unit?.name.zh, item.unit?.name.en].join(' ').toLowerCase()
  return (!text || words.includes(text)) && (!filter.unit || item.unit?.id === filter.unit) && (!filter.kind || item.kind.code === filter.kind) && (!filter.lagging || item.flags.length > 0)
}

/** The plan as lines in the order of its text: goals, the actions of a section, what belongs to an action. What the
 * filter keeps is kept with all that stands above it. */
export function treeOf(plan: Pick<Plan, 'goals' | 'items'>, filter: Filter): Row[] {
  const rows: Row[] = []
  const below = (id: string) => plan.items.filter((item) => item.of === id)
  const itemRows = (item: Item, depth: number, parent: string): Row[] => {
    const inner = below(item.id).flatMap((child) => itemRows(child, depth + 1, item.id))
    if (inner.length === 0 && !matches(item, filter)) return []
    const lagging = (item.flags.length > 0 ? 1 : 0) + inner.filter((row) => row.depth === depth + 1).reduce((sum, row) => sum + row.lagging, 0)
    return [{ key: item.id, depth, goal: null, item, children: inner.length, lagging, parent }, ...inner]
  }
  const goalRows = (goal: Goal, depth: number): Row[] => {
    const inner = [
      ...plan.goals.filter((g) => g.parent === goal.id).flatMap((g) => goalRows(g, depth + 1)),
      ...below(goal.id).flatMap((item) => itemRows(item, depth + 1, goal.id)),
    ]
    if (inner.length === 0) return []
    const lagging = inner.filter((row) => row.depth === depth + 1).reduce((sum, row) => sum + row.lagging, 0)
    return [{ key: goal.id, depth, goal, item: null, children: inner.length, lagging, parent: goal.parent }, ...inner]
  }
  for (const goal of plan.goals.filter((g) => g.parent === null)) rows.push(...goalRows(goal, 0))
  return rows
}

/** The lines that are seen: those whose every ancestor is open. */
export function visible(rows: Row[], open: ReadonlySet<string>): Row[] {
  const shown = new Set<string>()
  return rows.filter((row) => {
    const seen = row.parent === null || (shown.has(row.parent) && open.has(row.parent))
    if (seen) shown.add(row.key)
    return seen
  })
}

/** Of a promise that changed, the parts that are not the same; a former part that is none is empty. */
export function promiseParts(before: Promise_, after: Promise_, tx: (text: Text | string | null | undefined) => string, sum: (amount: number) => string): { part: 'unit' | 'from' | 'due' | 'promiseWords' | 'budget'; before: string; after: string }[] {
  const said = (p: Promise_) => ({ unit: tx(p.unit?.name), from: p.first ?? '', due: p.due ?? '', promiseWords: p.words, budget: p.budget === null ? '' : sum(p.budget) })
  const was = said(before)
  const is = said(after)
  return (Object.keys(is) as (keyof typeof is)[]).filter((part) => was[part] !== is[part]).map((part) => ({ part, before: was[part], after: is[part] }))
}

/** Who tells how far a target is: the engine, the unit, or nobody can since the plan gives only a direction. */
export function tellerOf(target: Target): 'engine' | 'unit' | 'direction' {
  return target.indicators.length > 0 ? 'engine' : target.form === 'DIRECTION' ? 'direction' : 'unit'
}

/** Sums of what is known of the money of projects, and of how many it is known: nothing is filled in. */
export function moneyOf(items: Pick<Item, 'budget' | 'spent'>[]): { budget: number; budgeted: number; spent: number; spending: number; all: number } {
  const budgets = items.flatMap((item) => (item.budget === null ? [] : [item.budget]))
  const spents = items.flatMap((item) => (item.spent === null ? [] : [item.spent.amount]))
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
  return { budget: sum(budgets), budgeted: budgets.length, spent: sum(spents), spending: spents.length, all: items.length }
}

/** Sections and actions that a task can belong to, in the order of the plan's text. */
export function parentsOf(plan: Pick<Plan, 'goals' | 'items'>): { id: string; name: Text; depth: number }[] {
  return plan.goals.flatMap((goal) => [
    { id: goal.id, name: { zh: `${goal.number}${goal.title.zh}`, en: `${chapter(goal.number, 'en')} ${goal.title.en}` }, depth: goal.parent === null ? 0 : 1 },
    ...plan.items.filter((item) => item.of === goal.id && item.kind.code === 'ACTION').map((item) => ({ id: item.id, name: { zh: `${item.id} ${item.title.zh}`, en: `${item.id} ${item.title.en}` }, depth: 2 })),
  ])
}

/** A line of the sheet's summary: what a unit was asked for, what was reported or told by the engine, what came of it. */
export interface UnitLine { unit: Unit; entries: number; reported: number; lagging: number; answered: number }

/** Entries of a month by unit, those with most that lags first. */
export function unitLines(entries: Entry[]): UnitLine[] {
  const lines = new Map<string, UnitLine>()
  for (const e of entries) {
    const line = lines.get(e.unit.id) ?? { unit: e.unit, entries: 0, reported: 0, lagging: 0, answered: 0 }
    line.entries++
    if (e.state.code === 'REPORTED' || e.byEngine) line.reported++
    if (e.flags.length > 0) line.lagging++
    if (e.answer.code !== 'NONE') line.answered++
    lines.set(e.unit.id, line)
  }
  return [...lines.values()].sort((a, b) => b.lagging - a.lagging || a.unit.id.localeCompare(b.unit.id))
}

/** Findings in the order of the plan: each action with what belongs to it, then what belongs to a goal. */
export function underTheirAction<F extends { item: string; of: string }>(findings: F[]): F[] {
  const known = new Set(findings.map((f) => f.item))
  const below = (parent: F): F[] => [parent, ...findings.filter((f) => f.of === parent.item).flatMap(below)]
  return findings.filter((f) => !known.has(f.of)).flatMap(below)
}

/** The month of a day in the city: 2025-11. */
export const monthOf = (day: string): string => day.slice(0, 7)
