import type { Deadline } from '@/shared/api/types'

export interface DeadlineView {
  /** Seconds left on the wall clock; negative when overdue. */
  seconds: number
  /** 0 = just started, 1 = used up; null when the begin is unknown. */
  used: number | null
  overdue: boolean
  /** Less than a fifth of the limit is left: time to hurry, not yet too late. */
  soon: boolean
}

/** A fifth of the time left: the usual last reminder before a limit of the case standard runs out. */
const SOON_PART = 0.2

/** Below this a limit of unknown length counts as running out, in seconds. */
const SOON_SECONDS = 3600

/** Whether the unit of a limit counts work time only, so that its clock stands still at night. */
export const isWorkClock = (unit: string | null | undefined) => /^work/i.test(unit ?? '')

/**
 * How a deadline stands at `nowMs`. The server names the end on the wall clock, with nights and holidays already added
 * for limits in work time; the part used is that of the wall-clock time from the begin of the stage, where it is known.
 */
export function viewDeadline(deadline: Deadline, beganMs: number | null, nowMs: number): DeadlineView {
  const end = Date.parse(deadline.at)
  const seconds = Math.round((end - nowMs) / 1000)
  const used = beganMs !== null && end > beganMs ? Math.min(1, Math.max(0, (nowMs - beganMs) / (end - beganMs))) : null
  const overdue = seconds < 0
  return { seconds, used, overdue, soon: !overdue && (used === null ? seconds < SOON_SECONDS : used >= 1 - SOON_PART) }
}

interface Step { at: string; from?: string | null; to?: string | null; deadline?: string | null }

/** When the stage began whose clock runs: the newest step that set this deadline, else the newest that changed the state, else the first. */
export function stageBegan(deadline: Deadline, steps: readonly Step[]): number | null {
  const step = steps.filter((s) => s.deadline === deadline.at).at(-1) ?? steps.filter((s) => s.from && s.to && s.from !== s.to).at(-1) ?? steps[0]
  return step ? Date.parse(step.at) : null
}

/** 7384 -> "2:03:04" (hours:minutes:seconds); the sign is left to the caller. */
export function clockText(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`
}

const DAY = 86_400

/** To the second: 93784 -> "1 day 2:03:04", below `daysFrom` the clock alone; `day` says a number of days in words. */
export function exactText(seconds: number, day: (n: number) => string, daysFrom = DAY): string {
  const whole = Math.floor(Math.abs(seconds))
  return whole >= daysFrom ? `${day(Math.floor(whole / DAY))} ${clockText(whole % DAY)}` : clockText(whole)
}

export interface Span { n: number; unit: 'day' | 'hour' | 'minute' | 'second' }

/** The largest fitting unit: 26 h -> 1 day, 90 s -> 1 minute. */
export function spanOf(seconds: number): Span {
  const s = Math.floor(Math.abs(seconds))
  if (s >= 86_400) return { n: Math.floor(s / 86_400), unit: 'day' }
  if (s >= 3600) return { n: Math.floor(s / 3600), unit: 'hour' }
  if (s >= 60) return { n: Math.floor(s / 60), unit: 'minute' }
  return { n: s, unit: 'second' }
}
