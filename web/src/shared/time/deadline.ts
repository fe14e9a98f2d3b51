import type { Deadline } from '@/shared/api/types'

export interface DeadlineView {
  /** Seconds left; negative when overdue. Counted in the clock of the limit (work time or calendar time). */
  seconds: number
  /** 0 = just started, 1 = used up; null when the limit's length is unknown. */
  used: number | null
  overdue: boolean
  /** Less than a fifth of the limit is left: time to hurry, not yet too late. */
  soon: boolean
}

/** A fifth of the time left: the usual last reminder before a limit of the case standard runs out. */
const SOON_PART = 0.2

/** Seconds in a unit of a limit. A working day of the case standard's clock counts eight hours. */
const UNIT_SECONDS: Record<string, number> = {
  SECOND: 1, MINUTE: 60, HOUR: 3600, DAY: 86_400,
  WORK_MINUTE: 60, WORK_HOUR: 3600, WORK_DAY: 8 * 3600,
  WORKING_MINUTE: 60, WORKING_HOUR: 3600, WORKING_DAY: 8 * 3600,
}

/** Whether the unit of a limit counts work time only, so that its clock stands still at night. */
export const isWorkClock = (unit: string | null | undefined) => /^WORK/i.test(unit ?? '')

/**
 * How a deadline stands at `nowMs`, from an answer that the server gave at `askedMs`. A limit in calendar time is counted
 * from its end; one in work time from the seconds the server gave, since only the server knows the work calendar: it
 * keeps standing until the next answer and is wrong by at most the age of that answer.
 */
export function viewDeadline(deadline: Deadline, askedMs: number, nowMs: number): DeadlineView {
  const toEnd = (Date.parse(deadline.at) - nowMs) / 1000
  let seconds = toEnd
  if (isWorkClock(deadline.unit) && deadline.remainingSeconds !== null) {
    seconds = deadline.remainingSeconds
    // Past the end it is late on any clock.
    if (seconds > 0 && toEnd <= 0) seconds = toEnd
    else if (seconds > 0) seconds = Math.min(seconds, toEnd)
    else seconds = deadline.remainingSeconds - Math.max(0, nowMs - askedMs) / 1000
  }
  const whole = deadline.limit !== null && deadline.unit ? deadline.limit * (UNIT_SECONDS[deadline.unit.replace(/S$/i, '').toUpperCase()] ?? NaN) : NaN
  const used = Number.isFinite(whole) && whole > 0 ? Math.min(1, Math.max(0, 1 - seconds / whole)) : null
  const overdue = seconds < 0 || (deadline.overdue && seconds <= 0)
  return { seconds, used, overdue, soon: !overdue && used !== null && used >= 1 - SOON_PART }
}

/** 93784 -> "26:03" (hours:minutes); below an hour "mm:ss"; the sign is left to the caller. */
export function clockText(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const h = Math.floor(whole / 3600)
  const m = Math.floor((whole % 3600) / 60)
  const s = whole % 60
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${two(h)}:${two(m)}` : `${two(m)}:${two(s)}`
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
