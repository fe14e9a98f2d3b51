/** What the server's HTTP API carries. Times are ISO-8601 in UTC; names for people come in both languages. */

export interface Text { zh: string; en: string }
/** 1 red (most serious) to 4 blue, as the four warning levels. */
export type Level = 1 | 2 | 3 | 4
export type DivisionLevel = 'CITY' | 'COUNTY' | 'STREET' | 'COMMUNITY' | 'GRID'
export type LngLat = [number, number]
export type Bounds = [number, number, number, number]

export interface User {
  id: string
  login: string
  name: string | Text
  roles: string[]
  division: { code: string; name: Text }
  organisation: { id: string; name: Text } | null
}

export interface City {
  id: string
  name: Text
  zone: string
  centre: LngLat
  bounds: Bounds
  root: string
  overlays: { id: string; name: Text }[]
  packs: { id: string; title: Text; version: string; status: string }[]
  simulated: boolean
}

export interface DivisionRef { code: string; name: Text; level?: DivisionLevel; path?: DivisionRef[] }
export interface DivisionChild { code: string; name: Text; level: DivisionLevel; synthetic?: boolean; childCount?: number; centre?: LngLat }
export interface Division {
  code: string
  name: Text
  level: DivisionLevel
  synthetic: boolean
  path: DivisionRef[]
  children: DivisionChild[]
  centre: LngLat
  bounds: Bounds
}

export interface Reference { low: number | null; high: number | null; source?: string | Text | null }
/** How a division is on the whole: the gravest thing that is so, with its reasons. */
export interface Overall {
  division: string
  at: string
  state: 'ALERT' | 'OUTSIDE' | 'CALM' | 'CANNOT_SAY'
  title: Text
  level: Level | null
  since: string | null
  rule: Text
  because: { code: 'ALERTS' | 'MUTED' | 'OUTSIDE' | 'INSIDE' | 'UNKNOWN' | 'NO_REFERENCE'; n: number; of: number; signs: { property: string; title: Text }[] }[]
  alerts: { id: string; title: Text; openedAt: string; simulated: boolean }[]
}
/** How readings come to one mean, as packs say of their property. */
export type MeanOf = 'arithmetic' | 'energy'
export interface Vital {
  property: string
  title: Text
  unit: string
  /** Digits behind the point that the property is read with. */
  decimals?: number
  /** How value and trend are averaged: sound levels by their energy. */
  meanOf?: MeanOf
  value: number | null
  min?: number | null
  max?: number | null
  count?: number
  sensors: { total: number; reporting: number } | null
  reference: Reference | null
  level: Level | null
  since?: string | null
  asOf: string | null
  simulated: boolean
  /** The organisation that answers for it here. */
  owner?: Text | null
  trend: [number, number][]
}
export interface Vitals { division: string | DivisionRef; at: string; live: boolean; items: Vital[] }
export interface VitalChild { code: string; value: number | null; level: Level | null; count: number }
export interface ActivityStep { t: string | number; opened: number; open: number; worst: Level | null }

export interface Alert {
  id: string
  rule: string
  pack: string
  title: Text
  level: Level
  state: 'OPEN' | 'CLEARED'
  openedAt: string
  changedAt: string
  clearedAt: string | null
  division: DivisionRef
  thing: { id: string | number; name: string | Text; lng: number | null; lat: number | null } | null
  value: number | null
  unit: string | null
  reason: string | Text
  acknowledged: { by: string | Text; at: string } | null
  /** Who looks after it. */
  assignee?: { id: string; name: Text } | null
  muted: { kind: string; by: string; reason: string | Text; until: string | null } | null
  caseId: string | null
  simulated: boolean
}
/** Who looks after open alerts, and how many. */
export interface Assignee { id: string; name: Text; alerts: number }
/** To whom an alert was given to look after. */
export interface Assigned { to: string; name: Text; by: Text; at: string; note: string }
export interface AlertDetail extends Alert {
  assigned?: Assigned[]
  packVersion?: string
  why?: string | Text | null
  falseAlarms?: (string | Text)[]
  reference?: string | Text | null
  inputs?: Record<string, number | null>
  /** Why it fired, as a sentence. */
  sentence?: Text | null
  inputDetails?: { name: string; title: Text; value: number; unit: string; property?: string; function?: string; windowSeconds?: number }[]
  history?: { at: string; kind: string; level: Level | null; reason?: string }[]
  series?: { points: [number, number][]; threshold: number | null; unit?: string } | null
  /** The case that it opened or joined. */
  opened?: { id: string; number: string; state: Text; ended: boolean } | null
  curves?: { property: string; title: Text; datastream?: number; points: [number, number][]; threshold: number | null; unit: string }[]
}

export type Need = 'note' | 'photo' | 'photos' | 'steps' | 'organisation' | 'reason' | 'amount' | 'case' | 'condition' | 'assisting'
/** `rare` acts stand behind a menu; what is offered may be left out, what is needed may not. */
export interface AllowedAction {
  action: string
  title: Text
  primary: boolean
  rare?: boolean
  needs: Need[]
  offers?: Need[]
  /** What the same people may do right after it, one step ahead. */
  then?: AllowedAction[]
}
export interface Deadline {
  at: string
  limit: number | null
  unit: string | null
  unitTitle?: Text
  remainingSeconds: number | null
  overdue: boolean
}
/** The clock of a case that rests: counted time that is left of its limit. */
export interface PausedClock { limit: number; unit: string; unitTitle: Text; remainingSeconds: number }
export interface CasePhoto { id: string; url: string; thumbnail?: string; stage?: string | null }
export interface CaseStep {
  at: string
  by: { name: string | Text; role?: string | Text | null } | null
  action: string
  title: Text
  from?: string | null
  to?: string | null
  note?: string | null
  photos?: (string | CasePhoto)[] | null
  organisation?: { id: string; name: Text } | null
  /** The condition that it names, with its limit and the one before. */
  condition?: Text | null
  /** What it says of a case that was mended where it was found (即采即办). */
  spot?: Text | null
  /** What the entry tells besides, such as kinds that were proposed. */
  details?: Record<string, string> | null
  /** End of the limit that this step set going. */
  deadline?: string | null
}
export interface Named { id: string; name: Text }
/** What a matter must look like to become a case (立案条件), and how long its handling may take. */
export interface Condition { id: string; title: Text; limit: number; unit: string; unitTitle: Text; closing: Text | null; source: string }
export interface CaseBeside {
  assisting: Named[]
  condition: Condition | null
  /** Another one that waits for a decision (改情形). */
  conditionAsked?: Condition | null
  /** Units of the limit that wait for a decision; 0 when none do. */
  extensionAsked: number
  extensions: number
  escalation: number
  escalatedTo: Named | null
  reopened: number
  unrouted: boolean
  /** Found and mended by one person in one go (即采即办). */
  onSpot?: boolean
}
/** A kind of matter. `onTheSpot`: of a hundred that staff mend where they find them, how many are checked; null for one that is dispatched. */
export interface Kind { code: string; title: Text; conditions?: Condition[]; onTheSpot?: number | null }
export interface TiedCase { id: string; number: string; title: Text; state: { code: string; title: Text } }
export interface CaseSummary {
  id: string
  number: string
  title: string | Text
  category: { code: string; title: Text } | null
  level: Level | null
  state: { code: string; title: Text }
  division: DivisionRef
  location?: LngLat | null
  organisation?: { id: string; name: Text } | null
  handler?: string | { name: string | Text } | null
  openedAt: string
  closedAt: string | null
  deadline: Deadline | null
  paused?: PausedClock | null
  simulated: boolean
  /** Who brought it up. */
  origin?: 'ALERT' | 'PERSON' | 'PATROL' | 'WARNING'
  version?: number
  beside?: CaseBeside
}
export interface Case extends CaseSummary {
  thing?: { id: string | number; name: string | Text } | string | null
  alertId: string | null
  description?: string | null
  suggestion?: { organisation: Named; why: Text; handler?: { id: string; name: Text; open: number } | null; assisting?: Named[]; rule?: string; fallback?: boolean } | null
  /** What it can be registered for when that comes next, or what else it may be (改情形). */
  conditions?: Condition[]
  parent?: TiedCase | null
  mergedInto?: TiedCase | null
  children?: TiedCase[]
  /** What the procedure of this kind of case says to do, in order. */
  steps?: Text[]
  verified?: boolean
  returns?: number
  reworks?: number
  allowedActions: AllowedAction[]
  timeline: CaseStep[]
  photos: CasePhoto[]
  version: number
}
export interface ActionInput { version: number; note?: string; reason?: string; organisation?: string; photos?: string[]; condition?: string; assisting?: string[]; case?: string; amount?: number; steps?: number[] }
export interface BulkAnswer { items: { id: string; done: boolean; refused: string | null }[]; done: number }
export interface SavedView { id: string; name: string; query: string; shared: boolean; own: boolean }

export interface Rate { code: string; title: Text; formula: string; higherIsBetter: boolean }
export interface RateValue { value: number | null; numerator: number; denominator: number }
export interface EvaluationLine { key: string; name: Text; rates: Record<string, RateValue>; before: Record<string, RateValue>; score: number | null; scoreBefore: number | null; counts: Record<string, number> }
export type SpotTrend = 'NEW' | 'PERSISTENT' | 'RECURRING' | 'FADING'
export interface Hotspot { place: Text; trend: SpotTrend; trendName: Text; cases: number[]; hot: boolean[]; z: number | null; p: number | null; q: number | null; centre: LngLat; bounds: Bounds }
export interface Hotspots { side: number; squares: number; cases: number; unplaced: number; simulated: boolean; q: number; periods: { start: string; end: string }[]; items: Hotspot[] }
export interface Evaluation { by: string; division: string; from: string; to: string; before: { start: string; end: string }; rates: Rate[]; scoreRule: Text; items: EvaluationLine[] }

export interface DispatchRule { id: string; category: string; division: string; procedure: string; lead: string; assisting: string[]; needs: string; hours: string; otherwise: string[]; why: Text }
/** What an organisation, or all of a duty, can do, how much at once (0: not known) and when. */
export interface Capacity { of: string; can: string[]; most: number; hours: string; source: string }
export interface DispatchTrial {
  cases: number
  cut: boolean
  same: number
  differ: number
  unrouted: number
  never: number
  items: { id: string; number: string; title: Text; category: string; went: Named | null; would: Named | null; handler?: { name: Text; open: number } | null; assisting: Named[]; rule: string; why: Text; unrouted: boolean }[]
}
export interface Organisation { id: string; name: Text; level?: DivisionLevel; division?: string }

export interface Page<T> { items: T[]; total: number; page: number; size: number }

export interface IndicatorSummary {
  id: string
  title: Text
  unit?: string
  pack?: string
  direction?: string
  [key: string]: unknown
  levels?: DivisionLevel[]
  /** What it is made of. */
  of?: 'days' | 'cases' | 'formula'
  definition?: { formula?: Text; source?: string; validity?: Text }
  formula?: 'HOUR' | 'DAY' | 'MONTH' | 'QUARTER' | 'YEAR' | null
}
export interface IndicatorValue {
  id: string
  title: Text
  definition: { version?: string; formula?: string | Text; source?: string | Text; unit?: string; direction?: string; validity?: Text; referenceLow?: number | null; referenceHigh?: number | null } | null
  release?: number | null
  /** From when that release is in force. */
  since?: string | null
  division: DivisionRef | string
  period: string
  value: number | null
  reason?: string | Text | null
  numerator: number | null
  denominator: number | null
  completeness: { of?: 'days' | 'cases'; days?: number; expectedDays?: number; ratio?: number | null; pollutants?: string[]; note?: string | Text | null } | null
  ruleSets: string[]
  computedAt: string | null
  simulated: boolean
  lineage: { href?: string; kind?: 'days' | 'cases'; days?: number; stations?: number; observations?: number } | null
  superseded?: { value: number | null; replacedAt: string; why: string; definition: string }[]
}
export interface SeriesPoint { period: string; value: number | null; numerator?: number | null; denominator?: number | null; ruleSets?: string[]; completeness?: { ratio?: number | null } | null; reason?: string | Text | null }
/** A target of the plan that names an indicator; without a value it is a direction. */
export interface PlanTarget { id: string; title: Text; target: { compare: string | null; value: number | null; beside?: string[] } | null }
export interface IndicatorDivision { division?: DivisionRef; code?: string; name?: Text; value: number | null; numerator?: number | null; denominator?: number | null; reason?: string | Text | null; ruleSets?: string[] }
/** The cases under a figure of case work: above the line, below it, or both. */
export interface CasesBehind {
  cases: { id: number; number: string; title: Text; state: string; stateTitle: Text; division: DivisionRef; openedAt: string; closedAt: string | null; numerator: boolean; denominator: boolean; simulated: boolean }[]
  total: number
  more: boolean
}
export interface LineageDay {
  date: string
  aqi: number | null
  category?: string | Text | null
  good: boolean | null
  valid: boolean
  reason?: string | null
  ruleSet?: string
  primary?: string[]
  inputs?: Record<string, number>
  stations?: number
  observations?: number
  href?: string
}
/** One station's statistic of one property under a day. */
export interface LineageStation {
  thing: number
  name: string
  property: string
  title: Text
  unit: string
  mean: number | null
  max1h: number | null
  max8h: number | null
  hours: number
  observations: number
  bad: number
  valid: boolean
  rule: string
  meanOf: MeanOf
  href: string
}
export interface LineageOfDay { day: LineageDay | null; items: LineageStation[] }
export interface LineageHours {
  name: string
  property: string
  unit: string
  date: string
  hours: { start: string; count: number; mean: number | null; valid: boolean }[]
  observations: { id: number; time: string; value: number | null; canonical: number | null; counted: boolean; flags: number; href: string }[]
}

export interface AuditEntry {
  id: string
  at: string
  by: { id: string; login: string; name: Text }
  role: string
  action: string
  title: Text
  subject: string
  before: Record<string, string>
  after: Record<string, string>
  from: string
}
export interface PackSummary { id: string; title: Text; version: string; status: string; [key: string]: unknown }

/** @property zh message and hint in Chinese, in one sentence; empty for what the server says in English alone */
export interface Notice { code: string; message?: string | Text; place?: string; hint?: string | Text; zh?: string; severity?: string }
export interface Problem { type?: string; title: string; status: number; detail?: string; notices?: Notice[] }

/** An open case nearby that may be the same matter: `/api/cases/similar`. */
export interface SimilarCase { id: string; number: string; title: Text; state: Text; openedAt: string; metres: number }
